#!/bin/bash
# In the guest: setup under a real systemd and cgroup v2, and whether any unit takes
# people's servers with it. Says nothing but what is wrong.
set -euo pipefail
cp /tests/commonhall /root/commonhall
wrong() { echo "units: $1"; systemctl --no-pager --failed; journalctl -n 40 --no-pager; exit 1; }
/root/commonhall setup --yes --https=off --jupyter=no >/run/setup 2>&1 || { cat /run/setup; wrong "setup fails"; }
commonhall user add ada >/dev/null 2>&1
commonhall server start ada --wait >/dev/null
server() { pgrep -o -f '/user/ada/' || true; }
page() { python3 -c 'import urllib.request as u; print(u.urlopen("http://127.0.0.1/hub/login", timeout=30).status)'; }
before=$(server)
[ -n "$before" ] || wrong "there is no server"
group=$(sed -n 's/^0:://p' "/proc/$before/cgroup")
case $group in /commonhall-*) ;; *) wrong "the server is in the group $group" ;; esac
[ "$(cat "/sys/fs/cgroup$group/memory.max")" = $((1 << 30)) ] || wrong "its memory is not limited"
for role in warden hub edge journal; do
  for how in "restart" "kill -s KILL" "stop" "start"; do
    systemctl $how "commonhall-$role.service" 2>/run/said || wrong "systemctl $how commonhall-$role"
  done
done
systemctl reload commonhall-edge.service
systemctl stop commonhall.target
systemctl start commonhall.target
[ "$(server)" = "$before" ] || wrong "the server was process $before and is $(server)"
[ "$(page)" = 200 ] || wrong "nobody answers visitors"
commonhall server list | grep -q '^ada .*running' || wrong "the hub has lost the server"
[ -z "$(systemctl --failed --no-legend)" ] || wrong "units have failed"
systemctl daemon-reload
commonhall server start ada >/dev/null 2>&1 || true
[ "$(server)" = "$before" ] || wrong "a reload of systemd ended the server"
commonhall uninstall --yes >/dev/null 2>&1 || wrong "uninstall fails"
[ -z "$(server)" ] || wrong "the server outlives commonhall"
! ls -d /sys/fs/cgroup/commonhall* /etc/systemd/system/commonhall* /run/commonhall 2>/dev/null || wrong "something is left"
