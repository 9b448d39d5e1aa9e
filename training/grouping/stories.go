package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
)

// story is one labelled break whose text tells a known break of its industry.
type story struct {
	domain         string
	broken         string // which break it tells; "" when no other text tells it
	from, to, mode string // the first of the accepted answers
	quote          string
	raw            []float32
	vector         []float64 // of unit length, less the mean of all
}

// readStories reads the texts that tell a break.
func readStories(path string) ([]story, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var out []story
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row struct {
			Domain  string `json:"domain"`
			Pattern string `json:"pattern"`
			Gold    struct {
				Break  bool     `json:"break"`
				From   []string `json:"from"`
				To     []string `json:"to"`
				Mode   []string `json:"mode"`
				Quotes []string `json:"quotes"`
			} `json:"gold"`
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, err
		}
		switch row.Pattern {
		case "hard_negative", "background", "vague":
			continue
		case "break":
			row.Pattern = ""
		}
		if g := row.Gold; g.Break && len(g.Quotes) > 0 {
			out = append(out, story{domain: row.Domain, broken: row.Pattern, from: first(g.From), to: first(g.To), mode: first(g.Mode), quote: g.Quotes[0]})
		}
	}
	return out, lines.Err()
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func unit(v []float32) []float64 {
	out, square := make([]float64, len(v)), 0.0
	for i, x := range v {
		out[i] = float64(x)
		square += out[i] * out[i]
	}
	for i := range out {
		out[i] /= math.Sqrt(max(square, 1e-12))
	}
	return out
}
