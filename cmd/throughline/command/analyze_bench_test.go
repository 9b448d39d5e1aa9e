package command

import (
	"io/fs"
	"testing"

	"compress/gzip"

	"github.com/throughline-cx/throughline/demo"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/redact"
)

// BenchmarkAnalyze reads the interactions of the demo tenants one after another, redaction and
// language included, on one core. Beside the clock's it tells the processor's time, which others on
// the machine disturb less.
func BenchmarkAnalyze(b *testing.B) {
	var ins []ingest.Interaction
	for _, tenant := range demo.Tenants {
		ins = append(ins, interactions(b, tenant)...)
	}
	reader, err := newReader("", nil)
	if err != nil {
		b.Fatal(err)
	}
	a := analyzer{reader: reader, redactor: redact.New(analysisKey)}
	read, began := 0, processorSeconds()
	for b.Loop() {
		for _, in := range ins {
			if _, err := a.line(b.Context(), in); err != nil {
				b.Fatal(err)
			}
		}
		read += len(ins)
	}
	b.ReportMetric(float64(read)/b.Elapsed().Seconds(), "interactions/s")
	b.ReportMetric(float64(read)/(processorSeconds()-began), "interactions/cpu-s")
}

func interactions(b *testing.B, tenant demo.Tenant) (ins []ingest.Interaction) {
	folder, err := tenant.Folder()
	if err != nil {
		b.Fatal(err)
	}
	f, err := folder.Open("interactions.jsonl.gz")
	if err != nil {
		b.Fatal(err)
	}
	defer func(f fs.File) { _ = f.Close() }(f)
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	for line, err := range ingest.Interactions(z, ingest.Position{}) {
		if err != nil {
			b.Fatal(err)
		}
		ins = append(ins, line.Value)
	}
	return ins
}
