//go:build unix

package command

import (
	"syscall"
	"time"
)

// processorSeconds is how long the program computed so far, on all cores together.
func processorSeconds() float64 {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return (time.Duration(used.Utime.Nano()) + time.Duration(used.Stime.Nano())).Seconds()
}
