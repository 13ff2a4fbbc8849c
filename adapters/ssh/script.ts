/**
 * The one text that ever runs on a node. It is constant: every value of a search travels on standard input, a line each,
 * and is used quoted, or as a number. POSIX sh, for dash, bash and busybox.
 *
 * It reads, and only from one open descriptor whose real path lies under an allowed root. It ends with its whole process
 * group when its input ends (a dropped connection leaves nothing behind), when its time is over, or when it is done. What
 * it found goes to standard output; what it has to say of it to standard error, in lines that begin with "@".
 */
const script = `
LC_ALL=C PATH=/usr/bin:/bin:/usr/local/bin
export LC_ALL PATH
ulimit -v 524288 2>/dev/null
renice -n 19 -p $$ >/dev/null 2>&1
ionice -c 3 -p $$ >/dev/null 2>&1
exec 3<&0 </dev/null

# Says how it ended, and ends everything it started.
finish() { echo "@outcome $1" >&2; trap "" TERM; kill -TERM 0; exit 0; }
value() { IFS= read -r v <&3 || exit 90; [ "\${#v}" -le 4096 ] || finish bad-value; }
number() {
  value
  case $v in "" | *[!0-9]* | ???????????*) finish bad-value ;; esac
  [ "$v" -le "$1" ] || finish bad-value
}

number 60; seconds=$v
value; path=$v
value; pattern=$v; [ "\${#pattern}" -le 512 ] || finish bad-value
number 1; is_regex=$v
number 1; ignores_case=$v
number 200; before=$v
number 200; after=$v
number 200; hits=$v
number 8192; line_bytes=$v
number 1048576; output_bytes=$v
number 20; root_count=$v
roots=0 allowed=
[ -n "$pattern" ] || finish bad-value

# The roots as the node knows them: a root may be a link itself.
while [ "$roots" -lt "$root_count" ]; do
  value
  root=$(cd -P -- "$v" 2>/dev/null && pwd -P) && allowed="$allowed$root
"
  roots=$((roots + 1))
done

( cat <&3 >/dev/null; kill -TERM 0 ) >/dev/null 2>&1 &
( sleep "$seconds"; echo "@outcome timed-out" >&2; kill -TERM 0 ) >/dev/null 3<&- &

[ -e "$path" ] || finish no-such-file
[ -f "$path" ] || finish not-regular
[ -r "$path" ] || finish not-readable
command exec 4<"$path" || finish not-readable
real=$(readlink "/proc/$$/fd/4") || finish not-supported
is_allowed=no
while IFS= read -r root; do
  [ -n "$root" ] || continue
  case $real in "$root"/*) is_allowed=yes ;; esac
done <<ROOTS
$allowed
ROOTS
case $real in */config/*) is_allowed=no ;; esac
[ "$is_allowed" = yes ] || finish outside-roots
[ -f "/proc/$$/fd/4" ] || finish not-regular

# Size and time of change, before and after: a log may be rotated or cut while it is read.
state() { stat -L -c "%s %Y %i" "/proc/$$/fd/4" 2>/dev/null; }
echo "@before $(state)" >&2
echo "@now $(date +%s)" >&2

set -- -a -n -m "$hits"
[ "$is_regex" = 1 ] && set -- "$@" -E || set -- "$@" -F
[ "$ignores_case" = 1 ] && set -- "$@" -i
[ "$before" = 0 ] || set -- "$@" -B "$before"
[ "$after" = 0 ] || set -- "$@" -A "$after"
found() {
  case $real in
    *.gz) gzip -dc <&4 2>/dev/null | grep "$@" -e "$pattern" 3<&- 4<&- ;;
    *) grep "$@" -e "$pattern" <&4 3<&- ;;
  esac
  echo "@grep $?" >&2
}
# A line that is too long is cut around the hit.
found "$@" | NEEDLE=$pattern awk -v most="$line_bytes" '
  length($0) <= most { print; next }
  {
    match($0, /^[0-9]+[:-]/); head = substr($0, 1, RLENGTH); rest = substr($0, RLENGTH + 1)
    at = index(rest, ENVIRON["NEEDLE"]); from = at - int(most / 2); if (at == 0 || from < 1) from = 1
    print head (from > 1 ? "... " : "") substr(rest, from, most) (from + most <= length(rest) ? " ..." : "")
  }' 3<&- 4<&- | head -c "$output_bytes" 3<&- 4<&-
echo "@after $(state)" >&2
finish read
`;

/** The script as one shell word, for whatever shell the account has: `/bin/sh` runs it. */
export const remoteCommand = `exec /bin/sh -c '${script.replaceAll("'", String.raw`'\''`)}'`;
