package understand

import "github.com/throughline-cx/throughline/server/understand/feature"

// sideTotals are sums of weights, without their scale, of each kind as either side.
type sideTotals struct{ from, to [sideCount]int32 }

// remark is what something that is said around a quote weighs for each kind as either side.
type remark struct {
	context  uint64
	from, to [sideCount]int8
}

// contexts remembers what was looked up of what is said: each asks for a row a kind, most of which
// are not there. Another one with the same slot takes the place.
type contexts [contextSlots]remark

const contextSlots = 1 << 14

// add adds what is said around a quote.
func (c *contexts) add(sum *sideTotals, t *table, context uint64) {
	known := &c[(context^context>>32)%contextSlots]
	if known.context != context || context == 0 {
		known.context = context
		for k := range known.from {
			known.from[k], known.to[k] = 0, 0
			if r := t.find(feature.ContextKey(context, k)); r >= 0 {
				_, weights := t.row(r)
				known.from[k], known.to[k] = int8(weights[0]), int8(weights[1])
			}
		}
	}
	for k := range sum.from {
		sum.from[k] += int32(known.from[k])
		sum.to[k] += int32(known.to[k])
	}
}

// add adds the features of one kind.
func (s *sideTotals) add(t *table, kind int, keys []feature.Key) {
	for _, k := range keys {
		if r := t.find(k); r >= 0 {
			_, weights := t.row(r)
			s.from[kind] += int32(int8(weights[0]))
			s.to[kind] += int32(int8(weights[1]))
		}
	}
}
