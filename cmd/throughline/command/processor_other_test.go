//go:build !unix

package command

import "time"

var began = time.Now()

// processorSeconds is the clock's time, where nothing tells the processor's.
func processorSeconds() float64 { return time.Since(began).Seconds() }
