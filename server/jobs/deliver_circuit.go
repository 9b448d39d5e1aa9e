package jobs

import (
	"math/rand/v2"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/route/schedule"
	"github.com/throughline-cx/throughline/server/store"
)

type circuitKey struct {
	tenant      string
	destination uuid.UUID
}

func circuitOf(c store.ClaimedDelivery) circuitKey { return circuitKey{c.Tenant, c.Destination.ID} }

// circuits are those of the destinations that fail, as this process knows them. Destinations
// that work take no memory.
type circuits struct {
	mu sync.Mutex
	of map[circuitKey]schedule.Circuit
}

// admit asks the circuit of a destination that, by the store, fails since an instant, or works
// when that is zero. What the store knows counts: other processes see the destination too, and
// somebody may have changed its address.
func (c *circuits) admit(key circuitKey, failingSince, now time.Time, random *rand.Rand) schedule.Admission {
	c.mu.Lock()
	defer c.mu.Unlock()
	circuit, known := c.of[key]
	if !known || failingSince.IsZero() {
		circuit = schedule.Restore(failingSince)
	}
	circuit, admission := circuit.Admit(now, random)
	c.keep(key, circuit)
	return admission
}

func (c *circuits) settle(key circuitKey, m schedule.Message, r schedule.Result, now time.Time, random *rand.Rand) schedule.Verdict {
	c.mu.Lock()
	defer c.mu.Unlock()
	circuit, verdict := c.of[key].Settle(m, r, now, random)
	if verdict.Disable {
		circuit = schedule.Circuit{} // whoever enables it again wants it to be tried
	}
	c.keep(key, circuit)
	return verdict
}

func (c *circuits) keep(key circuitKey, circuit schedule.Circuit) {
	if circuit == (schedule.Circuit{}) {
		delete(c.of, key)
		return
	}
	if c.of == nil {
		c.of = map[circuitKey]schedule.Circuit{}
	}
	c.of[key] = circuit
}
