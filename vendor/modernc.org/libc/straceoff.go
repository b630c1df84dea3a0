// Copyright 2023 The Libc Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build !libc.strace
// +build !libc.strace

package libc // import "modernc.org/libc"

const __ccgo_strace = false
