package terminal

import (
	"bytes"
	"fmt"
	"strings"
)

// modes follows what a stream of output has switched on and off in the terminal: a
// program that took the alternate screen or asked for the mouse did so once,
// perhaps long before the oldest output that is still kept. It understands DEC
// private modes (CSI ? n h, CSI ? n l), the keypad (ESC =, ESC >) and full reset
// (ESC c), and skips the rest. A copy is a snapshot.
type modes struct {
	state  [modeCount]int8 // by place in modeTable: 1 on, -1 off, 0 never mentioned
	at     place
	params [8]int
	n      int // index of the parameter that is being read
}

// place is where in an escape sequence the stream stands.
type place int

const (
	inText place = iota
	afterEscape
	afterBracket
	inParams
)

const (
	modeCount  = 17
	keypadMode = 66 // DECNKM, the same as ESC = and ESC >
)

// modeTable lists the modes worth following (xterm's ctlseqs, "DECSET"), in the order
// in which a replay sets them: the screen comes before what is on it.
func modeTable() [modeCount]int {
	return [modeCount]int{
		47, 1047, 1049, // alternate screen
		1, 5, 6, 7, 12, 25, keypadMode, // cursor keys, inverse, origin, wrap, cursor
		9, 1000, 1002, 1003, 1006, // mouse
		1004, 2004, // focus reports, bracketed paste
	}
}

func (m *modes) scan(p []byte) {
	for i := 0; i < len(p); i++ {
		if m.at == inText { // a flood is mostly text: skip it at once
			j := bytes.IndexByte(p[i:], 0x1b)
			if j < 0 {
				return
			}
			i += j
			m.at = afterEscape
			continue
		}
		m.step(p[i])
	}
}

func (m *modes) step(c byte) {
	at := m.at
	m.at = inText
	switch {
	case c == 0x1b:
		m.at = afterEscape
	case at == afterEscape && c == '[':
		m.at = afterBracket
	case at == afterEscape && c == 'c':
		m.state = [modeCount]int8{}
	case at == afterEscape && c == '=':
		m.set(keypadMode, 1)
	case at == afterEscape && c == '>':
		m.set(keypadMode, -1)
	case at == afterBracket && c == '?':
		m.at, m.n, m.params = inParams, 0, [len(m.params)]int{}
	case at == inParams:
		m.param(c)
	}
}

func (m *modes) param(c byte) {
	switch {
	case c >= '0' && c <= '9':
		m.params[m.n] = min(m.params[m.n]*10+int(c-'0'), 1<<16)
		m.at = inParams
	case c == ';' && m.n+1 < len(m.params):
		m.n++
		m.at = inParams
	case c == 'h', c == 'l':
		on := int8(1)
		if c == 'l' {
			on = -1
		}
		for _, number := range m.params[:m.n+1] {
			m.set(number, on)
		}
	}
}

func (m *modes) set(number int, on int8) {
	for i, known := range modeTable() {
		if known == number {
			m.state[i] = on
		}
	}
}

// sequence brings a terminal that has just been reset into these modes.
func (m *modes) sequence() string {
	var b strings.Builder
	for i, number := range modeTable() {
		switch m.state[i] {
		case 1:
			fmt.Fprintf(&b, "\x1b[?%dh", number)
		case -1:
			fmt.Fprintf(&b, "\x1b[?%dl", number)
		}
	}
	return b.String()
}

// undo brings a terminal in these modes back to where a shell expects it. It says only
// what is needed: leaving the alternate screen also moves the cursor.
func (m *modes) undo() string {
	var b strings.Builder
	for i, number := range modeTable() {
		switch standard := number == 7 || number == 25; { // wrap, cursor visible
		case standard && m.state[i] < 0:
			fmt.Fprintf(&b, "\x1b[?%dh", number)
		case !standard && m.state[i] > 0:
			fmt.Fprintf(&b, "\x1b[?%dl", number)
		}
	}
	return b.String()
}
