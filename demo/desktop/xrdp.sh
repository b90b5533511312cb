# Sourced by inside.sh: xrdp with a session manager of its own.

serve() {
  write_xrdp_ini >etc/xrdp.ini
  write_sesman_ini >etc/sesman.ini
  if [ -n "$isolated" ]; then
    mount --bind etc/sesman.ini /etc/xrdp/sesman.ini
    mount --bind etc/pam /etc/pam.d/xrdp-sesman
  elif listens "$sesman_port"; then
    echo "port $sesman_port is in use, where xrdp looks for its session manager: end the xrdp that runs on this machine" >&2
    exit 1
  fi
  install -d -o root -g xrdp -m 2775 /run/xrdp
  install -d -o root -g xrdp -m 3777 /run/xrdp/sockdir
  install -o xrdp -g xrdp -m 640 /dev/null log/xrdp.log
  : >log/sesman.log

  xrdp-sesman --nodaemon --config "$base/etc/sesman.ini" >>log/sesman.out 2>&1 &
  until listens "$sesman_port"; do sleep 0.05; kill -0 $!; done
  setpriv --reuid xrdp --regid xrdp --init-groups \
    xrdp --nodaemon --config "$base/etc/xrdp.ini" >>log/xrdp.out 2>&1 &
  until listens "$port"; do sleep 0.05; kill -0 $!; done
  : >ready
  wait -n
}

write_xrdp_ini() {
  cat <<INI
[Globals]
ini_version=1
fork=true
port=tcp://127.0.0.1:$port
tcp_nodelay=true
tcp_keepalive=true
security_layer=$security
crypt_level=high
certificate=$base/tls/cert.pem
key_file=$base/tls/key.pem
ssl_protocols=TLSv1.2, TLSv1.3
autorun=$([ -n "$vnc" ] && echo VNC || echo Xorg)
allow_channels=true
allow_multimon=true
bitmap_cache=true
bitmap_compression=true
bulk_compression=true
max_bpp=32
new_cursors=true
use_fastpath=both

[Logging]
LogFile=$base/log/xrdp.log
LogLevel=INFO
EnableSyslog=false

[Channels]
drdynvc=true
cliprdr=true
rdpdr=false
rdpsnd=false
rail=false

[Xorg]
name=Xorg
lib=libxup.so
username=ask
password=ask
ip=127.0.0.1
port=-1
code=20

[VNC]
name=VNC
lib=libvnc.so
ip=127.0.0.1
port=$vnc
INI
}

write_sesman_ini() {
  cat <<INI
[Globals]
ListenAddress=127.0.0.1
ListenPort=$sesman_port
EnableUserWindowManager=false
DefaultWindowManager=$base/session/start.sh
ReconnectScript=/bin/true

[Security]
AllowRootLogin=false
MaxLoginRetry=4
AlwaysGroupCheck=false

[Sessions]
X11DisplayOffset=$display
MaxSessions=50
KillDisconnected=false
DisconnectedTimeLimit=0
IdleTimeLimit=0
Policy=Default

[Logging]
LogFile=$base/log/sesman.log
LogLevel=INFO
EnableSyslog=false

[Xorg]
param=/usr/lib/xorg/Xorg
param=-config
param=xrdp/xorg.conf
param=-noreset
param=-nolisten
param=tcp
param=-nolisten
param=local
param=-logfile
param=.xorgxrdp.%s.log

[Chansrv]
EnableFuseMount=false

[ChansrvLogging]
LogLevel=INFO
EnableSyslog=false
INI
}
