package route

import (
	"bytes"
	"encoding/json"

	"github.com/throughline-cx/throughline/server/measure"
)

// MarshalJSON writes the message in at most MaxPayload bytes. What makes it longer than that,
// such as very long names, is left out list by list, the least telling first, and the message
// says that it was trimmed. Only when nothing is left to leave out is it longer: telling of an
// alert goes before saving bytes.
func (m Message) MarshalJSON() ([]byte, error) {
	data, err := m.encode()
	for i := 0; err == nil && len(data) > MaxPayload && i < len(trims); i++ {
		trims[i](&m)
		m.Trimmed = true
		data, err = m.encode()
	}
	return data, err
}

// trims are the ways to shorten a message. Numbers stay: they are counts of all.
var trims = []func(*Message){
	func(m *Message) { m.Affected.Renewals = []measure.Renewal{} },
	func(m *Message) { m.Signal.Neighbours = []Neighbour{} },
	func(m *Message) { m.Journeys = []NamedSteps{} },
	func(m *Message) { m.Affected.HighValueAccountIDs = []string{} },
	func(m *Message) {
		if m.SinceLast != nil {
			since := *m.SinceLast
			since.NewLocations = []string{}
			m.SinceLast = &since
		}
	},
	func(m *Message) { m.Affected.ProductLines, m.Stuck.Locations = []measure.Share{}, []measure.Share{} },
	func(m *Message) { m.Stuck.Channels, m.Stuck.Sources = []measure.Share{}, []measure.Share{} },
	func(m *Message) { m.BlindSpots = []measure.Gap{} },
	func(m *Message) { m.Counter = nil },
	func(m *Message) { m.Demand.Heard, m.Quotes = []int{}, m.Quotes[:min(1, len(m.Quotes))] },
}

// encode writes quotes as they are: what < and & stand for in HTML is the receiver's matter.
func (m Message) encode() ([]byte, error) {
	type fields Message // without MarshalJSON
	var buffer bytes.Buffer
	e := json.NewEncoder(&buffer)
	e.SetEscapeHTML(false)
	if err := e.Encode(fields(m)); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), nil
}
