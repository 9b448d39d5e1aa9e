package redact

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io/fs"
	"testing"

	"github.com/throughline-cx/throughline/demo"
	"github.com/throughline-cx/throughline/server/journey"
)

// folder returns the texts of a demo tenant's interactions, and its journey map.
func folder(tb testing.TB, tenant demo.Tenant) ([][]string, *journey.Map) {
	tb.Helper()
	files, err := tenant.Folder()
	if err != nil {
		tb.Fatal(err)
	}
	data, err := fs.ReadFile(files, "journey.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	m, err := journey.ParseYAML(data)
	if err != nil {
		tb.Fatal(err)
	}
	f, err := files.Open("interactions.jsonl.gz")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var out [][]string
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var in struct{ Turns []struct{ Text string } }
		if err := json.Unmarshal(lines.Bytes(), &in); err != nil {
			tb.Fatal(err)
		}
		var texts []string
		for _, turn := range in.Turns {
			texts = append(texts, turn.Text)
		}
		out = append(out, texts)
	}
	return out, m
}

// BenchmarkTexts redacts the demo tenants' interactions on one core, each tenant with its own
// map. It must stay above 15,000 interactions a second.
func BenchmarkTexts(b *testing.B) {
	for _, tenant := range demo.Tenants {
		b.Run(tenant.ID, func(b *testing.B) {
			all, m := folder(b, tenant)
			r := New([]byte("k"), KeepMap(m))
			size, n := 0, 0
			for b.Loop() {
				for _, texts := range all {
					for _, text := range texts {
						size += len(text)
					}
					r.Texts(texts)
					n++
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "interactions/s")
			b.ReportMetric(float64(size)/1e6/b.Elapsed().Seconds(), "MB/s")
		})
	}
}
