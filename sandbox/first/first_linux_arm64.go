package first

const machine = 183 // EM_AARCH64
