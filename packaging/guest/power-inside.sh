# In the guest, at each boot: what was acknowledged before the power was cut must be
# there, everything must run, nothing may be half done; then begins what the kernel's
# command line says (hall.next=…). What the disk holds is told from what the page cache
# held by the acknowledgements, each of which was on the disk before it was said.
say() { echo "GUEST $*"; }
wrong() {
  say "wrong: $*"
  systemctl --no-pager --failed
  journalctl -b -n 60 --no-pager
  sleep 600
}
# noted FILE WORD: remembers it for good.
noted() { echo "$2" >>"/root/$1" && sync "/root/$1"; }
first=0.1.70000
state=/var/lib/commonhall
round=$(cat /root/round 2>/dev/null || echo 0)
echo $((round + 1)) >/root/round.new && sync && mv /root/round.new /root/round && sync
next=$(sed -n 's/.*hall\.next=\([a-z]*\).*/\1/p' /proc/cmdline)
cp /tests/first /root/commonhall

settle() {
  for _ in $(seq 600); do
    case $(systemctl is-active commonhall.target commonhall-hub commonhall-edge commonhall-warden 2>/dev/null | sort -u) in active) return ;; esac
    sleep 0.2
  done
  wrong "not all roles run"
}
# gone FILE: waits until what was begun has ended.
gone() {
  for _ in $(seq 900); do
    [ -e "$1" ] || return 0
    sleep 0.2
  done
  wrong "$1 is still there: $(cat "$1")"
}
page() { python3 -c 'import urllib.request as u; print(u.urlopen("http://127.0.0.1/hub/login", timeout=60).status)' 2>&1; }
version() { readlink /usr/local/lib/commonhall/current; }
running() { for role in warden hub edge; do readlink "/proc/$(systemctl show -p MainPID --value commonhall-$role)/exe"; done | sort -u; }
# people DIR: everybody who was acknowledged is among the people of an installation.
everybody() {
  for name in $(cat "/root/$1" 2>/dev/null); do
    echo "$2" | grep -qE "(^|[^a-z0-9-])$name([^a-z0-9-]|\$)" || wrong "$name is lost: $3"
  done
}

if [ -e /root/installed ]; then
  settle
  gone $state/upgrade/now.json
  gone $state/config/pending.json
  settle
  [ "$(page)" = 200 ] || wrong "nobody answers visitors: $(page)"
  everybody people "$(commonhall user list 2>&1)" "$(commonhall user list 2>&1)"
  force=$state/config/applied.yaml
  commonhall config check $force >/dev/null 2>&1 || wrong "the settings in force are torn: $(cat $force)"
  is=$(version) was=$(tail -n 1 /root/versions)
  [ "$(running)" = "/usr/local/lib/commonhall/$is/commonhall" ] || wrong "$is is current, and there run: $(running)"
  case $is in
    "$was") ;;
    "$(cat /root/upgrading 2>/dev/null)") [ "$is" != 0.1.70009 ] || wrong "the release that is no good runs"; noted versions "$is" ;;
    *) wrong "$was ran, $(cat /root/upgrading 2>/dev/null) was to come, and $is is current" ;;
  esac
  if [ -e /root/backups ]; then
    commonhall backup verify --read-data >/run/verify 2>&1 || wrong "backups: $(cat /run/verify)"
    have=$(commonhall backup list | grep -c '^20') || true
    [ "$have" -ge "$(wc -w </root/backups)" ] || wrong "of $(wc -w </root/backups) snapshots there are $have"
  fi
  say "holds $(cat /root/people 2>/dev/null | wc -w) people, $(sed -n 's/.*pids: //p' $force) pids, $(version), $(cat /root/backups 2>/dev/null | wc -w) snapshots, $(cat /root/restored 2>/dev/null | wc -w) restores"
elif [ -e /etc/systemd/system/commonhall.target ] || [ -d $state ]; then
  say "found a half-finished setup"
fi

settings() { printf 'backup:\n  to: /srv/backup\nservers:\n  pids: %d\n' "$1" >/etc/commonhall/commonhall.yaml; }
if [ ! -e /root/installed ]; then
  [ "$next" != setup ] || say "begins setup"
  /root/commonhall setup --yes --https=off --jupyter=no >/run/setup 2>&1 || wrong "setup: $(cat /run/setup)"
  say "has setup"
  [ "$next" != setup ] || sleep 600
  settle
  settings 100
  commonhall config apply >/run/apply 2>&1 || wrong "apply: $(cat /run/apply)"
  commonhall user add ada >/dev/null 2>&1 || wrong "user add"
  commonhall server start ada --app terminal --wait >/run/start 2>&1 || wrong "server: $(cat /run/start)"
  noted people ada && noted versions $first && touch /root/installed && sync
fi

# work N: somebody new, and something in a home.
work() {
  commonhall user add "p$round-$1" >/dev/null 2>&1 || wrong "user add"
  noted people "p$round-$1"
  for i in 1 2 3 4; do
    head -c 300000 /dev/urandom >"$(echo $state/homes/ada-*)/data$i"
  done
}
backup() {
  commonhall backup now --keep-all >/run/backup 2>&1 || wrong "backup: $(cat /run/backup)"
  cp /root/people "/root/people-saved" && sync
  noted backups "$round-$1"
}
restore() {
  /usr/local/bin/commonhall backup restore --from /srv/backup --dir /srv/restored >/run/restore 2>&1 || wrong "restore: $(cat /run/restore)"
  everybody people-saved "$(commonhall backup dump --dir /srv/restored | tr -d '\000')" "in what was restored"
  sed '/^$/d' /srv/restored/instance.json >/dev/null || wrong "there is no installation restored"
  (cd $state/homes && find . -type f ! -path './.*' ! -name commonhall.mark -print0 | sort -z | xargs -0 sha256sum) >/run/homes
  (cd /srv/restored/homes && sha256sum --quiet -c /run/homes) >/run/differ 2>&1 || wrong "homes differ: $(cat /run/differ)"
  noted restored "$round-$1"
  rm -rf /srv/restored && sync
}

say "begins $next"
n=0
while :; do
  n=$((n + 1))
  case $next in
    setup)
      commonhall setup --yes --jupyter=no >/run/setup 2>&1 || wrong "setup once more: $(cat /run/setup)"
      say "has repaired $n" ;;
    settings)
      work $n && say "has p$round-$n"
      settings $((100 + round * 1000 + n))
      commonhall config apply >/run/apply 2>&1 || wrong "apply: $(cat /run/apply)"
      say "has settings $n" ;;
    upgrade)
      to=0.1.7000$(($(version | tail -c 2) + 1))
      [ -e "/tests/$to" ] || sleep 600
      echo "$to" >/root/upgrading && sync
      commonhall upgrade --from "$(echo /tests/"$to"/*.tar.gz)" >/run/upgrade 2>&1 || wrong "upgrade: $(cat /run/upgrade)"
      noted versions "$to" && say "has $to" ;;
    back)
      echo 0.1.70009 >/root/upgrading && sync
      ! commonhall upgrade --from "$(echo /tests/0.1.70009/*.tar.gz)" >/run/upgrade 2>&1 || wrong "a release that is no good: $(cat /run/upgrade)"
      grep -q "is back" /run/upgrade || wrong "upgrade: $(cat /run/upgrade)"
      say "has gone back $n" ;;
    backup)
      work $n && backup $n && say "has backup $n" ;;
    restore)
      [ -e /root/backups ] || backup $n
      mkdir -p /srv/restored && restore $n && say "has restored $n" ;;
    *) sleep 600 ;;
  esac
done
