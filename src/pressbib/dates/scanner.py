"""The forms of printed dates.

At each number, month or season every form is tried in turn, each looking only a few tokens ahead: linear time.
"""

from __future__ import annotations

from pressbib.dates import calendars, words
from pressbib.dates.tokens import Token
from pressbib.record import Date

_DASHES = frozenset("-–—‐‑‒―~〜～−")
_YEAR_MARKS = ("年", "년")
_MONTH_MARKS = ("月", "월")
_DAY_MARKS = ("日", "일")

Match = tuple[Date, int]


class Scanner:
    """Tries the forms of dates at a token; each gives the date and the index after its last token."""

    def __init__(self, tokens: list[Token], language: str) -> None:
        self.tokens = tokens
        self.language = language.lower()
        self.known = words.load()

    def at(self, index: int, alone: bool) -> Match | None:
        """The longest date that begins at a token. alone: whether a year may be one."""
        token = self.tokens[index]
        if token.number >= 0:
            if index and self._glued_number(index):
                return None
            if token.digits not in (1, 2, 4):
                return None
            return self._from_number(index, alone)
        word = token.folded
        if month := words.meaning(self.known.months, word, self.language):
            return self._month_first(index, month)
        if word in self.known.month_marks:
            return self._vietnamese_month(index)
        if season := words.meaning(self.known.seasons, word, self.language):
            return self._season(index, season)
        if word in self.known.eras or word in ("พ", "b"):
            return self._era_first(index)
        return None

    # Pieces

    def _glued_number(self, index: int) -> bool:
        """A number inside another thing: 1.5.2025.7, 10.1000/2017-05, v2017."""
        before = self.tokens[index - 1]
        if before.end != self.tokens[index].start:
            return False
        if before.text.isascii() and before.text.isalpha():
            return True
        return before.text in "./_" and index > 1 and self.tokens[index - 2].end == before.start

    def _number(self, index: int, low: int, high: int, digits: int = 2) -> int:
        """The number at a token where it is within bounds, else -1."""
        if index >= len(self.tokens):
            return -1
        token = self.tokens[index]
        return token.number if token.digits <= digits and low <= token.number <= high else -1

    def _year(self, index: int) -> tuple[int, int]:
        """A year at a token, with the label of its calendar before or after it, and the index after it; (0, 0)."""
        if index >= len(self.tokens):
            return 0, 0
        shift, index = self._era(index)
        if index >= len(self.tokens):
            return 0, 0
        token = self.tokens[index]
        if shift:
            year = token.number - shift if token.number > 0 and token.digits <= 4 else 0
            return (year, index + 1) if calendars.FIRST_YEAR <= year <= calendars.LAST_YEAR else (0, 0)
        if token.digits != 4:
            return 0, 0
        shift, after = self._era(index + 1)
        year = token.number - shift
        if not calendars.FIRST_YEAR <= year <= calendars.LAST_YEAR:
            return 0, 0
        return year, after if shift else index + 1

    def _era(self, index: int) -> tuple[int, int]:
        """(what is subtracted, index after the label) where a calendar is named, else (0, index)."""
        joined = ""
        for after in range(index, min(index + 4, len(self.tokens))):
            token = self.tokens[after]
            if token.number >= 0:
                break
            joined += token.folded
            if joined in self.known.eras:
                while after + 1 < len(self.tokens) and self.tokens[after + 1].text == ".":
                    after += 1
                return self.known.eras[joined], after + 1
        return 0, index

    def _skip(self, index: int, marks: str = ",.-–/") -> int:
        """Past one or two marks and the little words between the parts of a date."""
        for _ in range(3):
            if index >= len(self.tokens):
                break
            token = self.tokens[index]
            if (len(token.text) == 1 and token.text in marks) or token.folded in self.known.fillers:
                index += 1
            else:
                break
        return index

    def _day_end(self, index: int) -> int:
        """Past the ordinal ending of a day: 1st, 1er, 7., 5η."""
        after = index + 1
        if after < len(self.tokens) and self.tokens[after].start == self.tokens[index].end:
            token = self.tokens[after]
            word = token.folded
            if token.text == "." or (word in self.known.ordinals and not self._is_month(after)):
                return after + 1
        return after

    def _month(self, index: int) -> int:
        if index >= len(self.tokens) or self.tokens[index].number >= 0:
            return 0
        return words.meaning(self.known.months, self.tokens[index].folded, self.language)

    def _is_month(self, index: int) -> bool:
        return self._month(index) > 0

    def _marked(self, index: int, marks: tuple[str, ...]) -> bool:
        return index < len(self.tokens) and self.tokens[index].text.startswith(marks)

    # Forms

    def _east_asian(self, index: int) -> Match | None:
        """2025年5月7日, 2025년 5월, 令和7年5月 (the label stands before, `_era_first`)."""
        year, after = self._year(index)
        if not year or not self._marked(after, _YEAR_MARKS):
            return None
        return self._east_asian_rest(year, after + 1)

    def _east_asian_rest(self, year: int, index: int) -> Match:
        month = self._number(index, 1, 12)
        if month < 0 or not self._marked(index + 1, _MONTH_MARKS):
            if (season := self._season_word(index)) and self.tokens[index].start == self.tokens[index - 1].end:
                return Date((year,), season=season), index + 1
            return Date((year,)), index
        day = self._number(index + 2, 1, 31)
        if day > 0 and self._marked(index + 3, _DAY_MARKS) and calendars.is_date(year, month, day):
            return Date((year, month, day)), index + 4
        return Date((year, month)), index + 2

    def _season_word(self, index: int) -> int:
        if index >= len(self.tokens) or self.tokens[index].number >= 0:
            return 0
        return words.meaning(self.known.seasons, self.tokens[index].folded, self.language)

    def _from_number(self, index: int, alone: bool) -> Match | None:
        token = self.tokens[index]
        if token.digits == 4:
            return self._east_asian(index) or self._from_year(index, alone)
        if index + 2 >= len(self.tokens) or not 1 <= token.number <= 31:
            return None
        return self._day_first(index) or self._vietnamese(index) or self._three_numbers(index)

    def _from_year(self, index: int, alone: bool) -> Match | None:
        year, after = self._year(index)
        return self._year_first(year, after, alone) if year else None

    def _year_first(self, year: int, after: int, alone: bool) -> Match | None:
        """2025-05-07, 2025/5/7, 2025. 5. 7., 2024 Jun 28, 2019, October 2."""
        separator = self.tokens[after].text if after < len(self.tokens) else ""
        month = self._number(after + 1, 1, 12)
        if month > 0 and separator in ("-", "/", ".", "–"):
            same = after + 2 < len(self.tokens) and self.tokens[after + 2].text == separator
            day = self._number(after + 3, 1, 31) if same else -1
            if day > 0 and calendars.is_date(year, month, day):
                end = after + 4
                if end < len(self.tokens) and separator == "." == self.tokens[end].text:
                    end += 1
                return Date((year, month, day)), end
            if alone and not same and separator != "." and self.tokens[after + 1].digits == 2:
                return Date((year, month)), after + 2
        word = self._skip(after, ",.-/:;")
        named = self._month(word)
        if named and self.tokens[word].start - self.tokens[after - 1].end <= 3:
            day = self._number(word + 1, 1, 31)
            end = self._day_end(word + 1) if day > 0 else word + 1
            follows_year = day > 0 and self._year(end)[0] > 0 and self.tokens[end].start - self.tokens[end - 1].end <= 1
            if day > 0 and calendars.is_date(year, named, day) and not follows_year:
                return Date((year, named, day)), end
            if not self._year(self._skip(word + 1))[0]:
                return Date((year, named)), word + 1
        return (Date((year,)), after) if alone else None

    def _day_first(self, index: int, single: bool = False) -> Match | None:
        """7 May 2025, 7. Mai 2025, 7 de mayo de 2025, 7-9 May 2025, 30 April - 2 May 2025."""
        day = self.tokens[index].number
        after = self._day_end(index)
        last = -1
        if after < len(self.tokens) and self.tokens[after].text in _DASHES:
            last = self._number(after + 1, day + 1, 31)
            after = self._day_end(after + 1) if last > 0 else after
        word = self._skip(after, ".-–/")
        month = 0 if self._is_numbered(index) else self._month(word)
        if not month:
            return self._jalali(index, day, word)
        after = word + 1
        if after < len(self.tokens) and self.tokens[after].text in ("’", "'"):
            after += 2  # Mart'ta
        if last < 0 and not single and after < len(self.tokens) and self.tokens[after].text in _DASHES:
            second = self._number(after + 1, 1, 31)
            end = self._day_first(after + 1, single=True) if second > 0 else None
            if end and len(end[0].start) == 3 and not end[0].end:
                start = (end[0].start[0], month, day)
                return (Date(start, end[0].start), end[1]) if calendars.is_date(*start) else None
        year, end_index = self._year(self._skip(after, ",.-–/"))
        if not year or not calendars.is_date(year, month, last if last > 0 else day):
            return None
        if last < 0 and not single and self._next_is(end_index, *_DASHES) and end_index + 1 < len(self.tokens):
            until = self._day_first(end_index + 1, single=True) if self._number(end_index + 1, 1, 31) > 0 else None
            if until and len(until[0].start) == 3:
                return Date((year, month, day), until[0].start), until[1]
        end_parts = (year, month, last) if last > 0 else ()
        return Date((year, month, day), end_parts), end_index

    def _is_numbered(self, index: int) -> bool:
        """Whether a number is a volume or the like, by the word before it."""
        before = index - 2 if index > 1 and self.tokens[index - 1].text in ".:" else index - 1
        return before >= 0 and self.tokens[before].folded in self.known.number_labels

    def _jalali(self, index: int, day: int, word: int) -> Match | None:
        """۱۰ دی ۱۴۰۳: the month name says which calendar it is."""
        if word >= len(self.tokens) or self.tokens[word].folded not in self.known.jalali:
            return None
        month = self.known.jalali[self.tokens[word].folded]
        after = self._skip(word + 1)
        if after >= len(self.tokens) or self.tokens[after].digits != 4:
            return None
        converted = calendars.from_jalali(self.tokens[after].number, month, day)
        return (Date(converted), after + 1) if converted else None

    def _vietnamese(self, index: int) -> Match | None:
        """7 tháng 5 năm 2025: the month is a number after its word."""
        if self.tokens[index + 1].folded not in self.known.month_marks:
            return None
        found = self._vietnamese_month(index + 1)
        if found is None:
            return None
        date, end = found
        year, month = date.start
        parts = (year, month, self.tokens[index].number)
        return (Date(parts), end) if calendars.is_date(*parts) else None

    def _vietnamese_month(self, index: int) -> Match | None:
        month = self._number(index + 1, 1, 12)
        year, end = self._year(self._skip(index + 2, ",./-"))
        return (Date((year, month)), end) if month > 0 and year else None

    def _month_first(self, index: int, month: int) -> Match | None:
        """May 7, 2025; May 7-9, 2025; May 2025; May/June 2017; December 2016/January 2017."""
        after = index + 1
        if self._next_is(after, "/", *_DASHES, "&") and (second := self._month(after + 1)):
            year, end = self._year(self._skip(after + 2))
            if not year:
                return None
            return Date((year if second >= month else year - 1, month), (year, second)), end
        day_index = self._skip(after, ",.")
        day = self._number(day_index, 1, 31)
        if day > 0:
            return self._month_day_year(month, day, day_index)
        year, end = self._year(self._skip(after, ",./-"))
        if not year:
            return None
        if self._next_is(end, "/", *_DASHES) and (second := self._month(end + 1)):
            later, last = self._year(self._skip(end + 2, ",."))
            if later and (later, second) > (year, month):
                return Date((year, month), (later, second)), last
        return Date((year, month)), end

    def _month_day_year(self, month: int, day: int, index: int) -> Match | None:
        after = self._day_end(index)
        last = -1
        if self._next_is(after, *_DASHES):
            last = self._number(after + 1, day + 1, 31)
            if last > 0:
                after = self._day_end(after + 1)
        year, end = self._year(self._skip(after, ",./-"))
        if not year or not calendars.is_date(year, month, last if last > 0 else day):
            return None
        return Date((year, month, day), (year, month, last) if last > 0 else ()), end

    def _next_is(self, index: int, *marks: str) -> bool:
        return index < len(self.tokens) and self.tokens[index].text in marks

    def _three_numbers(self, index: int) -> Match | None:
        """07.05.2025 is day first; 07/05/2025 and 07-05-2025 go by the language, or by a part that is no month."""
        if index + 4 >= len(self.tokens):
            return None
        mark = self.tokens[index + 1].text
        if mark not in ("/", ".", "-") or self.tokens[index + 3].text != mark:
            return None
        first, second = self.tokens[index].number, self._number(index + 2, 1, 31)
        year, end = self._year(index + 4)
        if second < 0 or not year:
            return None
        glued = self.tokens[index + 1].start == self.tokens[index].end
        if not glued or self._goes_on(end, mark):
            return None
        order = self._order(first, second, mark)
        if not order:
            return Date((year,)), end
        month, day = (first, second) if order == "month" else (second, first)
        return (Date((year, month, day)), end) if calendars.is_date(year, month, day) else None

    def _goes_on(self, index: int, mark: str) -> bool:
        """Whether another number follows without a space: 1.5.2025.7 is no date."""
        if not self._next_is(index, mark) or index + 1 >= len(self.tokens):
            return False
        return self.tokens[index + 1].digits > 0 and self.tokens[index + 1].start == self.tokens[index].end

    def _order(self, first: int, second: int, mark: str) -> str:
        """`day` or `month`: which number stands first; "" where nothing settles it."""
        if first == second or first > 12 or mark == ".":
            return "day"
        if second > 12:
            return "month"
        for language in (self.language, self.language.partition("-")[0]):
            if language in self.known.month_first:
                return "month"
            if language in self.known.day_first:
                return "day"
        return ""

    def _season(self, index: int, season: int) -> Match | None:
        """Spring 2017, Spring/Summer 2017, otoño de 2016."""
        after = index + 1
        if self._next_is(after, "/", *_DASHES) and self._season_word(after + 1):
            after += 2
        year, end = self._year(self._skip(after, ",."))
        return (Date((year,), season=season), end) if year else None

    def _era_first(self, index: int) -> Match | None:
        """令和7年5月7日, 民國114年, พ.ศ. 2568."""
        year, after = self._year(index)
        if not year:
            return None
        if self._marked(after, _YEAR_MARKS):
            return self._east_asian_rest(year, after + 1)
        return Date((year,)), after
