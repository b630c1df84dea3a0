package auth

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
)

// What must be read again, and by nobody else, is sealed with the installation's key:
// what a provider is asked again with, and what a browser carries to it and back.

// sealer returns the cipher of a purpose: what was sealed for one opens for no other.
func (a *Auth) sealer(purpose string) cipher.AEAD {
	m := hmac.New(sha256.New, a.cfg.Key)
	m.Write([]byte("seal\x00" + purpose))
	block, err := aes.NewCipher(m.Sum(nil))
	if err != nil {
		panic(err) // 32 bytes are a key
	}
	out, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // AES has blocks of 16 bytes
	}
	return out
}

func (a *Auth) seal(purpose string, text []byte) []byte {
	return a.sealer(purpose).Seal(nil, nil, text, []byte(purpose))
}

// unseal returns what was sealed, and whether it was.
func (a *Auth) unseal(purpose string, sealed []byte) ([]byte, bool) {
	text, err := a.sealer(purpose).Open(nil, nil, sealed, []byte(purpose))
	return text, err == nil
}
