-- A filter for pandoc and Quarto: links to press pages become citations of the papers that they announce.
--
--   pandoc --lua-filter pressbib.lua --citeproc text.md -o text.html
--
-- A link with the class `press` is turned:  [a study](https://www.example.edu/news/1){.press}
-- With `pressbib: all` in the metadata, every link whose page announces a paper is.
-- The words of the link stay, the citation follows them. The papers come from `pressbib cite`, which keeps what it
-- fetched; nothing is added to the library. A link whose paper cannot be found stays a link, with a word on the
-- error output. PRESSBIB names the program if it is not `pressbib`.

local program = os.getenv("PRESSBIB") or "pressbib"
local found = {}
local references = {}
local all = false

local function say(text)
  io.stderr:write("pressbib.lua: " .. text .. "\n")
end

local function ask(address)
  if found[address] == nil then
    found[address] = false
    local ok, text = pcall(pandoc.pipe, program, { "cite", "--quiet", "--to", "csl-json", address }, "")
    if ok then
      local read, document = pcall(pandoc.read, text, "csljson")
      local items = read and document.meta.references or {}
      if #items > 0 then
        found[address] = items[1]
        references[#references + 1] = items[1]
      end
    end
    if not found[address] then
      say("no paper found on " .. address)
    end
  end
  return found[address]
end

local function is_address(target)
  return target:match("^https?://") ~= nil
end

local function read_metadata(meta)
  all = meta.pressbib ~= nil and pandoc.utils.stringify(meta.pressbib) == "all"
end

local function turn(link)
  if not is_address(link.target) or not (all or link.classes:includes("press")) then
    return nil
  end
  local item = ask(link.target)
  if not item then
    return nil
  end
  local key = pandoc.utils.stringify(item.id)
  local citation = pandoc.Citation(key, "NormalCitation")
  local words = pandoc.List(link.content)
  words:insert(pandoc.Space())
  words:insert(pandoc.Cite({ pandoc.Str("[@" .. key .. "]") }, { citation }))
  return words
end

local function add_references(meta)
  local known = pandoc.List(meta.references or {})
  for _, item in ipairs(references) do
    known:insert(item)
  end
  if #references > 0 then
    meta.references = known
  end
  return meta
end

return { { Meta = read_metadata }, { Link = turn }, { Meta = add_references } }
