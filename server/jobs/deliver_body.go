package jobs

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/throughline-cx/throughline/server/route"
)

// addressed adds a top-level field "recipient" to the JSON object of a message: the team that
// it is for, and why that team hears of it; and the fields of an addition, another JSON object,
// where there is one. Everything else stays byte for byte, so that all owners get the same
// evidence.
func addressed(message []byte, to route.Owner, addition []byte) ([]byte, error) {
	recipient, err := json.Marshal(to)
	if err != nil {
		return nil, err
	}
	fields, ok := bytes.CutSuffix(bytes.TrimSpace(message), []byte("}"))
	if !ok || !bytes.HasPrefix(fields, []byte("{")) || !json.Valid(message) {
		return nil, errors.New("the stored message is not a JSON object")
	}
	out := bytes.Clone(fields)
	if len(bytes.TrimSpace(fields[1:])) > 0 {
		out = append(out, ',')
	}
	out = append(out, `"recipient":`...)
	out = append(out, recipient...)
	more, ok := bytes.CutPrefix(bytes.TrimSpace(addition), []byte("{"))
	if len(addition) > 0 && (!ok || !json.Valid(addition)) {
		return nil, errors.New("the stored addition is not a JSON object")
	}
	if len(more) > len("}") {
		return append(append(out, ','), more...), nil
	}
	return append(out, '}'), nil
}
