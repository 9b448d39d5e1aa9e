package main

import (
	"fmt"
	"sync"

	"github.com/throughline-cx/throughline/server/group"
)

// knob is one setting that the search turns, and what it may be.
type knob struct {
	name   string
	of     func(*group.Settings) *float64
	values []float64
}

var knobs = []knob{
	{"SideTrust", func(s *group.Settings) *float64 { return &s.SideTrust }, []float64{0.6, 0.7, 0.8, 0.9}},
	{"SidePrior", func(s *group.Settings) *float64 { return &s.SidePrior }, []float64{0.3, 0.6, 1, 1.5}},
	{"ModeTrust", func(s *group.Settings) *float64 { return &s.ModeTrust }, []float64{0.6, 0.7, 0.8, 0.85, 0.9}},
	{"ModePrior", func(s *group.Settings) *float64 { return &s.ModePrior }, []float64{0.15, 0.3, 0.6, 1, 2}},
	{"SideChance", func(s *group.Settings) *float64 { return &s.SideChance }, []float64{1.0 / 6, 0.2, 0.25, 0.3}},
	{"ModeChance", func(s *group.Settings) *float64 { return &s.ModeChance }, []float64{1.0 / 7, 0.18, 0.22, 0.26}},
	{"WithinPrior", func(s *group.Settings) *float64 { return &s.WithinPrior }, []float64{4, 8, 16, 50}},
	{"WordingMost", func(s *group.Settings) *float64 { return &s.WordingMost }, []float64{1.5, 2, 2.5, 3}},
	{"Join", func(s *group.Settings) *float64 { return &s.Join }, []float64{1, 1.5, 2, 2.5, 3}},
	{"Sides", func(s *group.Settings) *float64 { return &s.Sides }, []float64{-1, -0.5, 0, 0.3, 0.6}},
	{"Objection", func(s *group.Settings) *float64 { return &s.Objection }, []float64{-2.5, -1.5, -1, -0.7, -0.4}},
	{"Stay", func(s *group.Settings) *float64 { return &s.Stay }, []float64{-2, -1, -0.5, 0, 0.5}},
	{"MoveMargin", func(s *group.Settings) *float64 { return &s.MoveMargin }, []float64{0.7, 1, 1.5, 2}},
	{"Merge", func(s *group.Settings) *float64 { return &s.Merge }, []float64{1.5, 2, 2.5, 3, 3.5}},
	{"Attach", func(s *group.Settings) *float64 { return &s.Attach }, []float64{-1, -0.5, 0, 0.3, 0.7, 1.2, 2}},
	{"Split", func(s *group.Settings) *float64 { return &s.Split }, []float64{-2, -1, 0, 0.5, 1, 1.5}},
}

// search turns one knob after the other to where the tenants are grouped best, and goes round
// until nothing gets better.
func search(tenants []tenant, from group.Settings, rounds int) group.Settings {
	best, score := from, mean(tenants, from)
	fmt.Printf("// start %.4f\n", score)
	for range rounds {
		before := score
		for _, k := range knobs {
			for _, v := range k.values {
				tried := best
				*k.of(&tried) = v
				if !group.Plain(tried) || tried.Split >= tried.Merge {
					continue
				}
				if x := mean(tenants, tried); x > score+1e-4 {
					best, score = tried, x
				}
			}
		}
		fmt.Printf("// round %.4f\n", score)
		if score == before {
			break
		}
	}
	return best
}

// mean is the mean B-cubed F over the tenants, precision weighing double: a wrong merge hides a
// break, a wrong split shows it twice.
func mean(tenants []tenant, s group.Settings) float64 {
	f1 := make([]float64, len(tenants))
	var wait sync.WaitGroup
	slots := make(chan bool, 2)
	for i, t := range tenants {
		wait.Go(func() {
			slots <- true
			p, r := t.grouped(s)
			f1[i] = 1.25 * p * r / (0.25*p + r)
			<-slots
		})
	}
	wait.Wait()
	sum := 0.0
	for _, x := range f1 {
		sum += x / float64(len(f1))
	}
	return sum
}

func report(tenants []tenant, s group.Settings) {
	for _, t := range tenants {
		p, r := t.grouped(s)
		fmt.Printf("// %-28s %4d mentions: precision %.3f, recall %.3f, F1 %.3f\n", t.name, len(t.members), p, r, 2*p*r/(p+r))
	}
}
