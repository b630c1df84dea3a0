package provider

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"commonhall/config"
)

// How long a provider may take, and how much it may say.
const (
	askTimeout = 10 * time.Second
	maxAnswer  = 1 << 20
)

// web is how a provider is asked over HTTP.
type web struct {
	settings config.Provider

	mu     sync.Mutex
	client *http.Client
}

func newWeb(s config.Provider) *web { return &web{settings: s} }

// asking returns a context in which the libraries use our client, and its end.
func (w *web) asking(ctx context.Context) (context.Context, context.CancelFunc, error) {
	c, err := w.http()
	if err != nil {
		return nil, nil, unreachable(w.settings, err)
	}
	ctx, cancel := context.WithTimeout(context.WithValue(ctx, oauth2.HTTPClient, c), 2*askTimeout)
	return ctx, cancel, nil
}

// http returns the client, made when it is first needed: the file may come later.
func (w *web) http() (*http.Client, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.client != nil {
		return w.client, nil
	}
	conf, err := trusting(w.settings.CAFile)
	if err != nil {
		return nil, err
	}
	w.client = &http.Client{Timeout: askTimeout, CheckRedirect: stay, Transport: bounded{&http.Transport{
		Proxy: http.ProxyFromEnvironment, TLSClientConfig: conf, ForceAttemptHTTP2: true,
		DialContext: (&net.Dialer{Timeout: askTimeout / 2}).DialContext, TLSHandshakeTimeout: askTimeout / 2,
		MaxIdleConns: 4, IdleConnTimeout: time.Minute, MaxResponseHeaderBytes: 64 << 10}}}
	return w.client, nil
}

// trusting returns what certificates are checked against.
func trusting(caFile string) (*tls.Config, error) {
	conf := &tls.Config{MinVersion: tls.VersionTLS12}
	if caFile == "" {
		return conf, nil
	}
	b, err := os.ReadFile(caFile)
	if err != nil {
		return nil, fmt.Errorf("read the authorities: %w", err)
	}
	conf.RootCAs = x509.NewCertPool()
	if !conf.RootCAs.AppendCertsFromPEM(b) {
		return nil, errors.New("there is no certificate in the file of the authorities")
	}
	return conf, nil
}

// stay follows no redirect: secrets go where the settings say and nowhere else.
func stay(r *http.Request, _ []*http.Request) error {
	return fmt.Errorf("the answer leads elsewhere, to %s", r.URL.Host)
}

// bounded cuts answers that go on and on.
type bounded struct{ http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		res.Body = limitedBody{io.LimitReader(res.Body, maxAnswer), res.Body}
	}
	return res, err
}

type limitedBody struct {
	io.Reader
	io.Closer
}

// answerError is a status that is no success.
type answerError int

func (e answerError) Error() string { return fmt.Sprintf("the answer has the status %d", int(e)) }

// get reads JSON, with an access token. It returns the header.
func get(ctx context.Context, c *http.Client, address, token string, into any) (http.Header, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Accept", "application/json")
	res, err := c.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, answerError(res.StatusCode)
	}
	return res.Header, json.NewDecoder(res.Body).Decode(into)
}

// inShort leaves out of an error what a provider wrote into it, but for its code.
func inShort(err error) error {
	answer, ok := errors.AsType[*oauth2.RetrieveError](err)
	if !ok {
		return err
	}
	status := 0
	if answer.Response != nil {
		status = answer.Response.StatusCode
	}
	return fmt.Errorf("the provider answered %d, %.40q", status, answer.ErrorCode)
}

// says reports whether a provider said no for that reason.
func says(err error, code string) bool {
	answer, ok := errors.AsType[*oauth2.RetrieveError](err)
	return ok && answer.ErrorCode == code
}

// notExchanged is what a code ends in that could not be turned into a token.
func (w *web) notExchanged(err error) error {
	answer, ok := errors.AsType[*oauth2.RetrieveError](err)
	if ok && answer.Response != nil && answer.Response.StatusCode < 500 {
		return refused(w.settings, inShort(err))
	}
	return unreachable(w.settings, inShort(err))
}
