# Sourced by inside.sh: xrdp with a session manager of its own. xrdp takes the manager's port from /etc/xrdp/sesman.ini
# and nowhere else, so ours is laid over that file.

serve() {
  write_xrdp_ini >etc/xrdp.ini
  write_sesman_ini >etc/sesman.ini
  mount --bind etc/sesman.ini /etc/xrdp/sesman.ini
  mount --bind etc/pam /etc/pam.d/xrdp-sesman
  install -d -o root -g xrdp -m 2775 /run/xrdp
  install -d -o root -g xrdp -m 3777 /run/xrdp/sockdir
  install -o xrdp -g xrdp -m 640 /dev/null log/xrdp.log
  : >log/sesman.log

  xrdp-sesman --nodaemon --config /run/desktop/etc/sesman.ini >>log/sesman.out 2>&1 &
  until listens "$sesman_port"; do sleep 0.05; kill -0 $!; done
  setpriv --reuid xrdp --regid xrdp --init-groups \
    xrdp --nodaemon --config /run/desktop/etc/xrdp.ini >>log/xrdp.out 2>&1 &
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
certificate=/run/desktop/tls/cert.pem
key_file=/run/desktop/tls/key.pem
ssl_protocols=TLSv1.2, TLSv1.3
autorun=Xorg
allow_channels=true
allow_multimon=true
bitmap_cache=true
bitmap_compression=true
bulk_compression=true
max_bpp=32
new_cursors=true
use_fastpath=both

[Logging]
LogFile=/run/desktop/log/xrdp.log
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
INI
}

write_sesman_ini() {
  cat <<INI
[Globals]
ListenAddress=127.0.0.1
ListenPort=$sesman_port
EnableUserWindowManager=false
DefaultWindowManager=/run/desktop/session/start.sh
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
LogFile=/run/desktop/log/sesman.log
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
