package journal

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// maxLine is the longest line that stays one, in bytes; longer ones are split.
const maxLine = 8 << 10

// cutLine returns the first line of data without its end, and how many bytes it
// takes; 0 if data ends before the line does.
func cutLine(data []byte) (line []byte, n int) {
	if i := bytes.IndexByte(data[:min(len(data), maxLine+1)], '\n'); i >= 0 {
		return data[:i], i + 1
	}
	if len(data) < maxLine {
		return nil, 0
	}
	n = maxLine
	for i := 1; i < utf8.UTFMax; i++ { // not within a character
		if utf8.RuneStart(data[n-i]) {
			if !utf8.FullRune(data[n-i : n]) {
				n -= i
			}
			break
		}
	}
	return data[:n], n
}

// text returns line as a person can read it: what is no character, or would move
// the cursor, reorder the line or colour the screen of who reads it, is spelled.
func text(line []byte) []byte {
	out := make([]byte, 0, len(line))
	for line = bytes.TrimRight(line, "\r"); len(line) > 0; {
		r, n := utf8.DecodeRune(line)
		switch {
		case r == utf8.RuneError && n == 1:
			out = fmt.Appendf(out, `\x%02x`, line[0])
		case r == '\t' || unicode.IsGraphic(r):
			out = append(out, line[:n]...)
		case r < 0x80:
			out = fmt.Appendf(out, `\x%02x`, r)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		line = line[n:]
	}
	return out
}

// entry is a message as the journal's own protocol has it. Its length stands
// before it, so that nothing in it can be taken for another field.
func entry(fields []string, message []byte) []byte {
	b := make([]byte, 0, len(message)+256)
	for _, f := range fields {
		b = append(append(b, f...), '\n')
	}
	b = append(b, "MESSAGE\n"...)
	b = binary.LittleEndian.AppendUint64(b, uint64(len(message)))
	return append(append(b, message...), '\n')
}
