# Completes admitone's commands and flags in fish, by asking `admitone --help` what there is.

function __admitone_known
    set -l command (commandline -opc)
    set -l program $command[1]
    set -l before
    for word in $command[2..-1]
        string match -q -- '-*' $word; or set -a before $word
    end
    # Words that are no commands (a number, a file) belong to the last command before them.
    set -l help ($program $before --help 2>/dev/null)
    while test $pipestatus[1] -ne 0 -a (count $before) -gt 0
        set -e before[-1]
        set help ($program $before --help 2>/dev/null)
    end
    if contains Subcommands: $help
        string replace -rf '^  ([a-z][a-z-]*)  +([^ ].*)$' '$1\t$2' -- $help
    end
    string replace -rf '^  (?:-h,)?(--[a-z-]+).*$' '$1' -- $help
end

complete -c admitone -a '(__admitone_known)'
