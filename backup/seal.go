package backup

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// blockSize is the most that one object holds.
const blockSize = 1 << 20

// maxObject bounds what is read of an object: a block that did not compress, and
// what sealing adds.
const maxObject = blockSize + 1024

// How a block is stored: the first byte says.
const (
	frameRaw  = 0
	frameZstd = 1
)

// sealer turns blocks into objects and back. It is safe for many goroutines.
type sealer struct {
	aead  cipher.AEAD // nil where the repository is not encrypted
	names []byte      // the key of names
	enc   *zstd.Encoder
	dec   *zstd.Decoder
}

// newSealer returns the sealer for a master key; nil for none.
func newSealer(master []byte) (*sealer, error) {
	s := &sealer{}
	var err error
	if s.enc, err = zstd.NewWriter(nil, zstd.WithWindowSize(blockSize), zstd.WithEncoderConcurrency(4), zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false)); err != nil {
		return nil, err
	}
	if s.dec, err = zstd.NewReader(nil, zstd.WithDecoderMaxMemory(blockSize), zstd.WithDecoderConcurrency(0)); err != nil {
		return nil, err
	}
	if master == nil {
		return s, nil
	}
	key, err := hkdf.Expand(sha256.New, master, "commonhall backup objects", 32)
	if err != nil {
		return nil, err
	}
	if s.names, err = hkdf.Expand(sha256.New, master, "commonhall backup names", 32); err != nil {
		return nil, err
	}
	s.aead, err = newAEAD(key)
	return s, err
}

// newAEAD is AES-256-GCM with a random nonce before each text.
func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// id returns the name of a block. With encryption the name tells nothing: who
// holds a file could otherwise look whether it is in there.
func (s *sealer) id(data []byte) (id ID) {
	if s.aead == nil {
		return sha256.Sum256(data)
	}
	h := hmac.New(sha256.New, s.names)
	h.Write(data)
	h.Sum(id[:0])
	return id
}

func (s *sealer) seal(id ID, data []byte) ([]byte, error) {
	frame := s.enc.EncodeAll(data, append(make([]byte, 0, len(data)/2+64), frameZstd))
	if len(frame) >= len(data)+1 {
		frame = append([]byte{frameRaw}, data...)
	}
	if s.aead == nil {
		return frame, nil
	}
	return s.aead.Seal(nil, nil, frame, id[:]), nil
}

func (s *sealer) open(id ID, sealed []byte) ([]byte, error) {
	frame := sealed
	var err error
	if s.aead != nil {
		if frame, err = s.aead.Open(nil, nil, sealed, id[:]); err != nil {
			return nil, fmt.Errorf("%w (%w)", ErrDamaged, err)
		}
	}
	var data []byte
	switch {
	case len(frame) > 0 && frame[0] == frameRaw:
		data = frame[1:]
	case len(frame) > 0 && frame[0] == frameZstd:
		if data, err = s.dec.DecodeAll(frame[1:], nil); err != nil {
			return nil, fmt.Errorf("%w (%w)", ErrDamaged, err)
		}
	default:
		return nil, ErrDamaged
	}
	if s.id(data) != id {
		return nil, fmt.Errorf("%w: it is not what its name says", ErrDamaged)
	}
	return data, nil
}
