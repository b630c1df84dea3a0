# In the guest, at each boot: what was acknowledged before the power was cut must be
# there, everything must run, and the next thing begins.
cp /tests/commonhall /root/commonhall
say() { echo "GUEST $*"; }
wrong() {
  say "wrong: $*"
  systemctl --no-pager --failed
  journalctl -b -n 60 --no-pager
  sleep 600
}
round=$(cat /root/round 2>/dev/null || echo 0)
echo $((round + 1)) >/root/round.new && sync && mv /root/round.new /root/round && sync

settle() {
  for _ in $(seq 600); do
    case $(systemctl is-active commonhall.target commonhall-hub commonhall-edge commonhall-warden 2>/dev/null | sort -u) in active) return ;; esac
    sleep 0.2
  done
  wrong "not all roles run"
}
page() { python3 -c 'import urllib.request as u; print(u.urlopen("http://127.0.0.1/hub/login", timeout=60).status)' 2>&1; }

if [ -e /root/installed ]; then
  settle
  [ "$(page)" = 200 ] || wrong "nobody answers visitors: $(page)"
  people=$(commonhall user list 2>&1) || wrong "people: $people"
  # The disk of acknowledgements is the serial line's; what of it reached our own disk:
  for name in $(cat /root/acknowledged 2>/dev/null); do
    echo "$people" | grep -q "^$name " || wrong "$name is lost"
  done
  force=/var/lib/commonhall/config/applied.yaml
  commonhall config check $force >/dev/null 2>&1 || wrong "the settings in force are torn: $(cat $force)"
  pids=$(sed -n 's/.*pids: //p' $force)
  [ ! -e /var/lib/commonhall/config/pending.json ] || sleep 5
  [ ! -e /var/lib/commonhall/config/pending.json ] || wrong "a change is still under way"
  say "holds $(cat /root/acknowledged 2>/dev/null | wc -w) people, settings ${pids:-of setup}"
elif [ -e /etc/systemd/system/commonhall.target ] || [ -d /var/lib/commonhall ]; then
  say "found a half-finished setup"
fi

if [ ! -e /root/installed ] && [ "$round" -lt 3 ]; then
  say "begins setup"
  /root/commonhall setup --yes --https=off --jupyter=no >/run/setup 2>&1 || wrong "setup: $(cat /run/setup)"
  say "has setup"
  sleep 600
fi
if [ ! -e /root/installed ]; then
  /root/commonhall setup --yes --https=off --jupyter=no >/run/setup 2>&1 || wrong "setup that repairs: $(cat /run/setup)"
  touch /root/installed && sync
  settle
fi
say "begins people and settings"
n=0
while :; do
  n=$((n + 1))
  name=p$round-$n
  commonhall user add "$name" >/dev/null 2>&1 || wrong "user add"
  echo "$name" >>/root/acknowledged && sync /root/acknowledged
  say "has $name"
  printf 'servers:\n  pids: %d\n' $((100 + round * 1000 + n)) >/etc/commonhall/commonhall.yaml
  commonhall config apply >/run/apply 2>&1 || wrong "apply: $(cat /run/apply)"
  say "has settings $n"
done
