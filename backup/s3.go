package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// Bucket says where a bucket is and who may use it.
type Bucket struct {
	URL       string // s3://bucket/prefix
	Endpoint  string // https://host[:port]; "": Amazon's
	Region    string
	AccessKey string
	SecretKey string
	Patience  time.Duration // for one call; 0: a minute
}

// S3 is a target in a bucket.
type S3 struct {
	client   *minio.Client
	bucket   string
	prefix   string // "" or ends with /
	patience time.Duration
}

// NewS3 returns the target; it asks nobody yet.
func NewS3(b Bucket) (*S3, error) {
	rest, ok := strings.CutPrefix(b.URL, "s3://")
	bucket, prefix, _ := strings.Cut(rest, "/")
	if !ok || bucket == "" {
		return nil, fmt.Errorf("%s is not the address of a bucket: write s3://bucket/folder", b.URL)
	}
	if prefix = strings.Trim(prefix, "/"); prefix != "" {
		prefix += "/"
	}
	endpoint := b.Endpoint
	if endpoint == "" {
		endpoint = "https://s3.amazonaws.com"
	}
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("%s is not the address of an S3 server: write https://host", endpoint)
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = s3Parallel
	transport.DisableCompression = true
	s := &S3{bucket: bucket, prefix: prefix, patience: b.Patience}
	if s.patience == 0 {
		s.patience = time.Minute
	}
	// Tries are counted here, where each has its own time.
	s.client, err = minio.New(u.Host, &minio.Options{Creds: credentials.NewStaticV4(b.AccessKey, b.SecretKey, ""), Secure: u.Scheme == "https",
		Region: b.Region, Transport: transport, MaxRetries: 1})
	return s, err
}

const s3Parallel = 16

// String implements Target.
func (s *S3) String() string { return "s3://" + s.bucket + "/" + s.prefix }

// Parallel implements Target: each call waits for the network.
func (s *S3) Parallel() int { return s3Parallel }

// Sync implements Target: what a server has acknowledged is its own to keep.
func (s *S3) Sync(context.Context) error { return nil }

// tries is how often a call is made that a server or the network fails.
const tries = 4

// try makes a call until it succeeds, or fails for good.
func (s *S3) try(ctx context.Context, call func(context.Context) error) error {
	pause := s.patience / 200
	for n := 1; ; n++ {
		once, cancel := context.WithTimeout(ctx, s.patience)
		err := call(once)
		late := once.Err() != nil && ctx.Err() == nil
		cancel()
		if err == nil { // also where it took all of its time
			return nil
		}
		if ctx.Err() != nil || n == tries || !late && final(err) {
			if late {
				err = fmt.Errorf("%s does not answer: %w", s, err)
			}
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
			pause *= 4
		}
	}
}

// final reports whether the server said no, so that asking again is of no use.
func final(err error) bool {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrDamaged) {
		return true
	}
	code := minio.ToErrorResponse(err).StatusCode
	return code >= 400 && code < 500 && code != http.StatusTooManyRequests && code != http.StatusRequestTimeout
}

// notExist makes fs.ErrNotExist of what a server says instead. A missing bucket is
// another thing: nothing would ever be there.
func notExist(err error) error {
	if minio.ToErrorResponse(err).Code == "NoSuchKey" {
		return fmt.Errorf("%w (%w)", fs.ErrNotExist, err)
	}
	return err
}

// Put implements Target.
func (s *S3) Put(ctx context.Context, name string, data []byte) error {
	return s.try(ctx, func(ctx context.Context) error {
		_, err := s.client.PutObject(ctx, s.bucket, s.prefix+name, bytes.NewReader(data), int64(len(data)),
			minio.PutObjectOptions{SendContentMd5: true, DisableMultipart: true, ContentType: "application/octet-stream"})
		return err
	})
}

// Get implements Target.
func (s *S3) Get(ctx context.Context, name string, limit int64) (data []byte, err error) {
	err = s.try(ctx, func(ctx context.Context) error {
		o, err := s.client.GetObject(ctx, s.bucket, s.prefix+name, minio.GetObjectOptions{})
		if err != nil {
			return notExist(err)
		}
		defer o.Close()
		data, err = readAll(o, name, limit)
		return notExist(err)
	})
	return data, err
}

// listPage is how many names are asked for at once.
const listPage = 1000

// List implements Target. Each page of names has its own time and tries.
func (s *S3) List(ctx context.Context, prefix string, each func(string, int64) error) error {
	if prefix != "" {
		prefix += "/"
	}
	for after := ""; ; {
		var page []minio.ObjectInfo
		if err := s.try(ctx, func(ctx context.Context) (err error) {
			page, err = s.page(ctx, s.prefix+prefix, after)
			return err
		}); err != nil {
			return err
		}
		for _, o := range page {
			if err := each(strings.TrimPrefix(o.Key, s.prefix), o.Size); err != nil {
				return err
			}
		}
		if len(page) < listPage {
			return nil
		}
		after = page[len(page)-1].Key
	}
}

// page returns the next names behind after.
func (s *S3) page(ctx context.Context, prefix, after string) (page []minio.ObjectInfo, err error) {
	enough, cancel := context.WithCancel(ctx)
	defer cancel()
	for o := range s.client.ListObjects(enough, s.bucket, minio.ListObjectsOptions{Prefix: prefix, StartAfter: after, MaxKeys: listPage, Recursive: true}) {
		if o.Err != nil {
			return nil, o.Err
		}
		if page = append(page, o); len(page) == listPage {
			break
		}
	}
	return page, ctx.Err()
}

// Remove implements Target.
func (s *S3) Remove(ctx context.Context, name string) error {
	return s.try(ctx, func(ctx context.Context) error {
		err := notExist(s.client.RemoveObject(ctx, s.bucket, s.prefix+name, minio.RemoveObjectOptions{}))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
}
