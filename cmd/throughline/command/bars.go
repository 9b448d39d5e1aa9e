package command

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// barSteps is how finely a bar shows the share that is done.
const barSteps = 1000

// bars shows how far long work has come, one bar for each part of it, when a person watches.
type bars struct {
	streams Streams
	mu      sync.Mutex
	all     *mpb.Progress // nil when nobody watches
	parts   map[string]*part
}

type part struct {
	bar   *mpb.Bar
	items atomic.Int64 // read while the bar is drawn, when mu may be held
}

func newBars(s Streams) *bars {
	b := &bars{streams: s, parts: map[string]*part{}}
	if s.Live {
		b.all = mpb.New(mpb.WithOutput(s.Err), mpb.WithAutoRefresh(), mpb.WithWidth(40))
	}
	return b
}

// set moves the bar of a part to a share from 0 to 1.
func (b *bars) set(name string, items int64, share float64) {
	if b.all == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.parts[name]
	if p == nil {
		p = &part{}
		p.bar = b.all.AddBar(barSteps,
			mpb.PrependDecorators(decor.Name(name, decor.WC{W: 30, C: decor.DindentRight})),
			mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return fmt.Sprintf(" %d", p.items.Load()) })))
		b.parts[name] = p
	}
	p.items.Store(items)
	p.bar.SetCurrent(int64(share * barSteps))
}

// println writes a line above the bars.
func (b *bars) println(line string) {
	if b.all == nil {
		fmt.Fprintln(b.streams.Err, line)
		return
	}
	_, _ = fmt.Fprintln(b.all, line)
}

// done leaves the bars as they are and stops drawing.
func (b *bars) done() {
	if b.all == nil {
		return
	}
	// A last bar, which is never seen, makes all be drawn once more: a line that was written since
	// they last were would be lost.
	b.all.AddBar(1, mpb.BarRemoveOnComplete()).SetCurrent(1)
	b.mu.Lock()
	for _, p := range b.parts {
		p.bar.Abort(false)
	}
	b.mu.Unlock()
	b.all.Wait()
}
