# Sourced where a TCP port is chosen or waited for.

listens() { # port: does anything on this machine?
  grep -qisE "^ *[0-9]+: [0-9A-F]+:$(printf %04X "$1") [0-9A-F]+:[0-9A-F]+ 0A" /proc/net/tcp /proc/net/tcp6
}

free_port() { # below the range the kernel hands out by itself
  local candidate
  while candidate=$((20000 + (RANDOM * 32768 + RANDOM) % 12000)); listens "$candidate"; do :; done
  echo "$candidate"
}
