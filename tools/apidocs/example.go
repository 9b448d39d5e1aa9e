package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"google.golang.org/protobuf/compiler/protogen"
)

// example writes the worked example of a method. TestExamples in server/apptest fails when there
// is none, or when it does not hold any more.
func (p *page) example(m *protogen.Method) {
	e, ok := p.examples[fmt.Sprintf("%s.%s", m.Parent.Desc.Name(), m.Desc.Name())]
	if !ok {
		return
	}
	p.out.P("Example:")
	p.out.P()
	p.out.P("```http")
	p.out.P(e.Call)
	for _, body := range e.Send {
		p.out.P()
		p.out.P(indented(body))
	}
	p.out.P("```")
	p.out.P()
	if m.Desc.IsStreamingServer() {
		p.out.P("One message of the answer:")
		p.out.P()
	}
	p.out.P("```json")
	p.out.P(indented(e.Answer))
	p.out.P("```")
	p.out.P()
}

func indented(text json.RawMessage) string {
	var out bytes.Buffer
	if json.Indent(&out, text, "", "  ") != nil {
		return string(text)
	}
	return out.String()
}
