#compdef itcrm
# Completion of itcrm for zsh. Put into ~/.zshrc, after compinit:  eval "$(itcrm completion zsh)"
_itcrm() {
    local line answer word about code
    local -a found shown going_on going_on_shown
    line="${(j: :)words[1,CURRENT-1]} ${QIPREFIX}${IPREFIX}${PREFIX}"
    answer=$(
        COMP_LINE=$line COMP_POINT=${#line} _ARGCOMPLETE=1 _ARGCOMPLETE_SHELL=plain \
            _ARGCOMPLETE_IFS=$'\n' _ARGCOMPLETE_DFS=$'\t' \
            "${${(Q)words[1]}/#\~\//$HOME/}" 8>&1 1>/dev/null 2>/dev/null </dev/null
    )
    code=$?
    if (( code == 4 )); then
        _files
        return
    fi
    while IFS=$'\t' read -r word about; do
        [[ -n $word ]] || continue
        if [[ $word == *[=/\;:] ]]; then
            going_on+=("$word") going_on_shown+=("$word${about:+  $about}")
        else
            found+=("$word") shown+=("$word${about:+  $about}")
        fi
    done <<<"$answer"
    compadd -U -V itcrm -l -d shown -a found
    compadd -U -V itcrm-fields -l -S '' -d going_on_shown -a going_on
}
compdef _itcrm itcrm
