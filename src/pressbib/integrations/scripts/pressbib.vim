" pressbib for Vim and Neovim: add the paper behind a press release and cite it.
"
" Copy this file to ~/.vim/plugin or ~/.config/nvim/plugin.
"
"   :PressbibAdd [ADDRESS]   add the page (without ADDRESS: the one under the cursor, else in the register "+" or "")
"                            and put the citation at the cursor
"   :PressbibCite WORDS      put the citation of the one record that fits WORDS
"
" Citations are written as the file type wants them: \cite{key} in tex, [cite:@key] in org, [@key] elsewhere.
" g:pressbib_command (default 'pressbib'), g:pressbib_bibliography (a .bib file to keep up to date, default none).

if exists('g:loaded_pressbib')
  finish
endif
let g:loaded_pressbib = 1

function! s:run(arguments) abort
  let l:command = [get(g:, 'pressbib_command', 'pressbib')] + a:arguments
  let l:output = system(join(map(l:command, 'shellescape(v:val)'), ' ') . ' 2>/dev/null')
  return [v:shell_error, l:output]
endfunction

function! s:fail(text) abort
  echohl ErrorMsg
  echomsg 'pressbib: ' . a:text
  echohl None
endfunction

function! s:address() abort
  for l:text in [expand('<cWORD>'), getreg('+'), getreg('"')]
    let l:address = matchstr(l:text, '\vhttps?://[^ \t)>\]"]+')
    if !empty(l:address)
      return l:address
    endif
  endfor
  return ''
endfunction

function! PressbibCitation(key) abort
  if &filetype =~# '\v^(tex|latex|plaintex)$'
    return '\cite{' . a:key . '}'
  elseif &filetype ==# 'org'
    return '[cite:@' . a:key . ']'
  endif
  return '[@' . a:key . ']'
endfunction

function! s:put(key) abort
  execute 'normal! a' . PressbibCitation(a:key)
endfunction

function! PressbibAdd(...) abort
  let l:address = a:0 && !empty(a:1) ? a:1 : s:address()
  if empty(l:address)
    call s:fail('no address here')
    return ''
  endif
  let [l:code, l:output] = s:run(['add', '--json', '--quiet', l:address])
  let l:line = get(split(l:output, "\n"), 0, '')
  let l:told = empty(l:line) ? {} : json_decode(l:line)
  let l:key = get(l:told, 'citekey', '')
  if empty(l:key)
    call s:fail('no paper found: ' . get(l:told, 'error', get(l:told, 'status', 'exit code ' . l:code)))
    return ''
  endif
  if !empty(get(g:, 'pressbib_bibliography', ''))
    call s:run(['export', '--quiet', '--update', expand(g:pressbib_bibliography)])
  endif
  call s:put(l:key)
  return l:key
endfunction

function! PressbibCite(words) abort
  let [l:code, l:output] = s:run(['list', '--quiet', '--keys'] + split(a:words))
  let l:keys = split(l:output, "\n")
  if len(l:keys) != 1
    call s:fail(empty(l:keys) ? 'no record fits' : len(l:keys) . ' records fit: ' . join(l:keys[:4], ', '))
    return ''
  endif
  call s:put(l:keys[0])
  return l:keys[0]
endfunction

command! -nargs=? PressbibAdd call PressbibAdd(<q-args>)
command! -nargs=+ PressbibCite call PressbibCite(<q-args>)
