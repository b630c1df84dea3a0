#!/bin/bash
# In the guest: setup under a real systemd and cgroup v2, and whether any unit takes
# people's servers with it. Says nothing but what is wrong.
set -euo pipefail
cp /tests/commonhall /root/commonhall
began=@$(date +%s)
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
# The further fence, which Debian's kernel has.
grep -q '^commonhall-sandbox (enforce)' "/proc/$before/attr/apparmor/current" || wrong "its AppArmor profile is $(cat "/proc/$before/attr/apparmor/current")"
# Whoever takes too much memory is ended before the roles are, and named.
[ "$(cat "/proc/$before/oom_score_adj")" = 500 ] || wrong "a server is not among the first that the kernel ends"
for role in warden hub edge journal; do
  [ "$(cat "/proc/$(systemctl show -P MainPID "commonhall-$role.service")/oom_score_adj")" -lt 0 ] || wrong "the kernel may end $role early"
done
commonhall limit set memory=128M memory_guarantee=64M --user ada --now >/dev/null
for low in "/sys/fs/cgroup$group/memory.low" "/sys/fs/cgroup${group%/*}/memory.low"; do
  [ "$(cat "$low")" = $((64 << 20)) ] || wrong "$low is $(cat "$low")"
done
uid=$(stat -c %u "/proc/$before")
bash -c "echo \$\$ > /sys/fs/cgroup$group/cgroup.procs; exec setpriv --reuid $uid --clear-groups tail /dev/zero" || true
told() { python3 -c 'import glob, socket; s = socket.socket(socket.AF_UNIX); s.connect(glob.glob("/run/commonhall/*/admin.sock")[0]); s.sendall(b"GET /hub/api/events?user=ada HTTP/1.0\r\nHost: x\r\n\r\n"); print(s.makefile().read())'; }
for _ in $(seq 100); do
  if told | grep -q 'so one was ended: tail, which held 1'; then break; fi
  read -rt 0.2 <> <(:) || true
done
told | grep -q 'so one was ended: tail, which held 1' || wrong "nobody tells which program was ended for memory: $(told | tail -c 1500)"
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
! journalctl -k --no-pager --since "$began" | grep 'DENIED.*commonhall-sandbox' || wrong "the AppArmor profile refuses what a server needs"
apparmor_parser --remove /etc/apparmor.d/commonhall-sandbox
said=$(commonhall doctor --patience 1m apparmor 2>&1) || true
[[ $said == *"not the profile commonhall-sandbox"* ]] || wrong "doctor does not miss the AppArmor profile: $said"
commonhall setup --units
grep -q '^commonhall-sandbox (enforce)' /sys/kernel/security/apparmor/profiles || wrong "the AppArmor profile is not loaded again"
commonhall uninstall --yes >/dev/null 2>&1 || wrong "uninstall fails"
[ -z "$(server)" ] || wrong "the server outlives commonhall"
! ls -d /sys/fs/cgroup/commonhall* /etc/systemd/system/commonhall* /run/commonhall /etc/apparmor.d/commonhall* 2>/dev/null || wrong "something is left"
! grep commonhall /sys/kernel/security/apparmor/profiles || wrong "the AppArmor profile is still loaded"
