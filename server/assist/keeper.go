package assist

import (
	"context"
	"sync"
)

// Keeper remembers answers and what was spent, for all processes. A store is one.
type Keeper interface {
	// AssistAnswer returns the answer that a tenant keeps under a hash; nil when there is none.
	AssistAnswer(ctx context.Context, tenant, hash string) ([]byte, error)
	// KeepAssistAnswer keeps one. Answers hold spans and members of closed sets, no words.
	KeepAssistAnswer(ctx context.Context, tenant, hash string, answer []byte) error
	// SpendAssist takes a request and some tokens from a tenant's UTC day, a number of days
	// since 1970, unless that would exceed the most of either; a most of 0 does not limit.
	SpendAssist(ctx context.Context, tenant string, day, tokens, mostRequests, mostTokens int64) (granted bool, err error)
	// SettleAssist adds to the tokens of a day that has spent some; less than none gives back.
	SettleAssist(ctx context.Context, tenant string, day, tokens int64) error
}

// Memory is a Keeper for one process, which forgets everything when that ends. The zero Memory
// is empty and ready.
type Memory struct {
	mu      sync.Mutex
	answers map[[2]string][]byte
	spent   map[spentOn]spending
}

type spentOn struct {
	tenant string
	day    int64
}

type spending struct{ requests, tokens int64 }

// AssistAnswer is a Keeper's.
func (m *Memory) AssistAnswer(_ context.Context, tenant, hash string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.answers[[2]string{tenant, hash}], nil
}

// KeepAssistAnswer is a Keeper's.
func (m *Memory) KeepAssistAnswer(_ context.Context, tenant, hash string, answer []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.answers == nil {
		m.answers = map[[2]string][]byte{}
	}
	m.answers[[2]string{tenant, hash}] = answer
	return nil
}

// SpendAssist is a Keeper's.
func (m *Memory) SpendAssist(_ context.Context, tenant string, day, tokens, mostRequests, mostTokens int64) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	on := spentOn{tenant, day}
	s := m.spent[on]
	s.requests, s.tokens = s.requests+1, s.tokens+tokens
	if mostRequests > 0 && s.requests > mostRequests || mostTokens > 0 && s.tokens > mostTokens {
		return false, nil
	}
	if m.spent == nil {
		m.spent = map[spentOn]spending{}
	}
	m.spent[on] = s
	return true, nil
}

// SettleAssist is a Keeper's.
func (m *Memory) SettleAssist(_ context.Context, tenant string, day, tokens int64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	on := spentOn{tenant, day}
	if s, ok := m.spent[on]; ok {
		s.tokens = max(0, s.tokens+tokens)
		m.spent[on] = s
	}
	return nil
}
