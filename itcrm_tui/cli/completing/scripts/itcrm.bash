# Completion of itcrm for bash. Put into ~/.bashrc:  eval "$(itcrm completion bash)"
_itcrm() {
    local IFS=$'\n' code answer
    answer=$(
        COMP_LINE="$COMP_LINE" COMP_POINT="$COMP_POINT" _ARGCOMPLETE=1 _ARGCOMPLETE_SHELL=bash \
            _ARGCOMPLETE_IFS=$'\n' _ARGCOMPLETE_COMP_WORDBREAKS="$COMP_WORDBREAKS" \
            "${1/#\~\//$HOME/}" 8>&1 1>/dev/null 2>/dev/null </dev/null
    )
    code=$?
    COMPREPLY=()
    if [[ $code == 4 ]]; then
        compopt -o default +o nospace 2>/dev/null
        return
    fi
    local word
    while IFS= read -r word; do
        [[ -n $word ]] && COMPREPLY+=("$word")
    done <<<"$answer"
}
complete -o nospace -o nosort -F _itcrm itcrm 2>/dev/null || complete -o nospace -F _itcrm itcrm
