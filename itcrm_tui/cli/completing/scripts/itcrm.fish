# Completion of itcrm for fish. Put into ~/.config/fish/config.fish:  itcrm completion fish | source
function __itcrm_complete
    set -lx _ARGCOMPLETE 1
    set -lx _ARGCOMPLETE_SHELL fish
    set -lx _ARGCOMPLETE_IFS \n
    set -lx _ARGCOMPLETE_DFS \t
    set -lx COMP_LINE (commandline -cp)
    set -lx COMP_POINT (string length -- "$COMP_LINE")
    set -l program (commandline -po)[1]
    set -l answer (command $program 8>&1 1>/dev/null 2>/dev/null </dev/null)
    set -l code $status
    if test $code = 4
        __fish_complete_path (commandline -ct)
        return
    end
    for line in $answer
        echo -- $line
    end
end
complete --command itcrm --no-files --keep-order --arguments '(__itcrm_complete)'
