package embedded

import "syscall"

// dependOnParent makes the kernel send a child SIGINT, on which Postgres shuts down at once
// and in order, when the thread that started it ends: when the server dies, however it dies.
func dependOnParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGINT }
