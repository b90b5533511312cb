#!/bin/sh
# What a person sees after signing in: a window manager, a panel and a terminal. It ends with the window manager.
export LANG=C.UTF-8 GTK_OVERLAY_SCROLLING=0 NO_AT_BRIDGE=1
cd "$HOME" || exit 1

if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then
  exec dbus-run-session -- "$0"
fi

xsetroot -solid '#31465a' -cursor_name left_ptr
[ -r .Xresources ] && xrdb -merge .Xresources
# For tests: something to start before anything else.
[ -x autostart.sh ] && ./autostart.sh &
command -v tint2 >/dev/null && tint2 >/dev/null 2>&1 &
# A window gets the keyboard only if it appears when the window manager is there.
exec openbox --startup xterm
