package spawnertest

// The suite's programs, by name. A driver that runs real programs gets them as
// scripts; Pretend has them as functions of Go (programs_test.go).
const (
	progServe    = "serve"    // PORT: listens and does what each connection's line says
	progTold     = "told"     // PORT: calls the hub, and serves when that has answered
	progDeaf     = "deaf"     // PORT: listens for one, and accepts nobody
	progExit     = "exit"     // STATUS TEXT: says TEXT and ends
	progKilled   = "killed"   // ends by SIGKILL
	progIdle     = "idle"     // waits until it is asked to end
	progStubborn = "stubborn" // PORT: as serve, but does not end when asked

	execCat   = "cat"   // copies its input to its output, says "done" to stderr
	execEnv   = "env"   // NAME…: says the values of variables
	execPwd   = "pwd"   // says where it is
	execTrap  = "trap"  // says "ready", ends with 5 when it gets SIGUSR1
	execSize  = "size"  // says the size of its terminal, and again when it has changed
	execLeave = "leave" // ends with 3, and leaves a process behind that holds its output
)

// serveScript knows these orders: "echo X", "hub X" (tells the hub X and passes
// its answer on), "daemon" (leaves the process tree and holds a lock in the home),
// "lock" (says whether somebody holds it), "burn" (0.2 s of CPU), "hold" (64 MiB),
// "say N X" (writes X N times to its output), "exit N".
const serveScript = `
import fcntl, os, signal, socket, sys, threading, time
mode, port = sys.argv[1], int(sys.argv[2])
held = []
def hub(x):
    with socket.create_connection(("127.0.0.1", 8081)) as c:
        f = c.makefile("rw", newline="\n")
        f.write(x + "\n")
        f.flush()
        return f.readline().strip()
def daemon():
    r, w = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            f = open("lock", "w")
            fcntl.flock(f, fcntl.LOCK_EX)
            os.write(w, b"x")
            while True:
                signal.pause()
        os._exit(0)
    os.wait()
    os.close(w)
    os.read(r, 1)
    return "held"
def lock():
    try:
        fcntl.flock(open("lock", "w"), fcntl.LOCK_EX | fcntl.LOCK_NB)
        return "free"
    except OSError:
        return "held"
def burn():
    end = time.process_time() + 0.2
    while time.process_time() < end:
        pass
    return "burnt"
def do(order):
    word, _, rest = order.partition(" ")
    if word == "echo":
        return rest
    if word == "hub":
        return hub(rest)
    if word == "hold":
        held.append(bytearray(os.urandom(1 << 16)) * 1024)
        return "held"
    if word == "say":
        n, _, text = rest.partition(" ")
        os.write(1, (text + "\n").encode(errors="surrogateescape") * int(n))
        return "said"
    if word == "exit":
        os._exit(int(rest))
    return {"daemon": daemon, "lock": lock, "burn": burn}[word]()
def serve(c):
    with c:
        f = c.makefile("rw", newline="\n", errors="surrogateescape")
        for line in f:
            f.write(do(line.rstrip("\n")) + "\n")
            f.flush()
if mode == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.write(1, b"up\n")
if mode == "told":
    hub("may I?")
l = socket.socket()
l.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
l.bind(("127.0.0.1", port))
l.listen(0 if mode == "deaf" else 128)
if mode == "deaf":
    while True:
        signal.pause()
while True:
    threading.Thread(target=serve, args=(l.accept()[0],), daemon=True).start()
`

const sizeScript = `
import os, signal
def say(*_):
    os.write(1, b"%d %d\n" % tuple(os.get_terminal_size(0)))
# Blocked and awaited: between a look and a pause it would be lost.
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGWINCH})
say()
while True:
    signal.sigwait({signal.SIGWINCH})
    say()
`

// script returns a program of the suite for any system that has sh and python3.
func script(name string, args ...string) []string {
	sh := func(text string) []string { return append([]string{"/bin/sh", "-c", text, name}, args...) }
	switch name {
	case progServe, progTold, progDeaf, progStubborn:
		return append([]string{"/usr/bin/python3", "-IS", "-c", serveScript, name}, args...)
	case progExit:
		return sh(`echo "$2"; exit "$1"`)
	case progKilled:
		return sh(`kill -KILL $$`)
	case progIdle:
		return []string{"/bin/sleep", "1000000"}
	case execCat:
		return sh(`cat; echo done >&2`)
	case execEnv:
		return sh(`for n; do eval "echo \$$n"; done`)
	case execPwd:
		return sh(`pwd`)
	case execTrap:
		return sh(`trap 'kill $!; exit 5' USR1; sleep 1000000 & echo ready; wait`)
	case execSize:
		return []string{"/usr/bin/python3", "-IS", "-c", sizeScript}
	case execLeave:
		return sh(`sleep 1000000 & exit 3`)
	}
	return append([]string{name}, args...)
}
