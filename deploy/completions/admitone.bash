# Completes admitone's commands and flags in bash, by asking `admitone --help` what there is.

_admitone() {
  local current=${COMP_WORDS[COMP_CWORD]} word position command=()
  for ((position = 1; position < COMP_CWORD; position++)); do
    word=${COMP_WORDS[position]}
    if [[ $word != -* ]]; then command+=("$word"); fi
  done
  local known help
  # Words that are no commands (a number, a file) belong to the last command before them.
  while true; do
    if help=$("${COMP_WORDS[0]}" "${command[@]}" --help 2>/dev/null); then break; fi
    if ((${#command[@]} == 0)); then return; fi
    unset 'command[-1]'
  done
  known=$(sed -n -E '
    /^Subcommands:/,/^$/ s/^  ([a-z][a-z-]*).*/\1/p
    s/^  (-h,)?(--[a-z-]+).*/\2/p' <<<"$help")
  mapfile -t COMPREPLY < <(compgen -W "$known" -- "$current")
}

complete -o default -F _admitone admitone
