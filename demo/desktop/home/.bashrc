PS1='\[\e[1;34m\]\u\[\e[0m\] \[\e[36m\]\w\[\e[0m\] \$ '
HISTFILE=
alias ls='ls --color=auto' grep='grep --color=auto'
