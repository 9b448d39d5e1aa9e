//go:build !linux

package embedded

import "syscall"

// dependOnParent changes nothing where the kernel tells no child of its parent's death. The
// next Start on the data directory finds the orphan by the lock it still holds and stops it.
func dependOnParent(*syscall.SysProcAttr) {}
