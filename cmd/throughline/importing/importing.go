// Package importing pushes an import folder through the public API. It has no door of its own:
// everything goes through the Go SDK.
package importing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
	"github.com/throughline-cx/throughline/server/journey"
)

// Options change how a folder is imported.
type Options struct {
	Server     string        // address, for the checkpoint only
	StateDir   string        // where checkpoints are kept; empty for none
	SkipBroken bool          // report broken lines and refused items and go on, instead of stopping
	Restart    bool          // begin at the start, whatever the checkpoint says
	DataOnly   bool          // leave the journey map, the policy and the fixes as they are on the server
	Shift      time.Duration // added to every time, so that old data reads as if it were new
	Until      time.Time     // leaves out what happened later, by the folder's own times; zero takes all
	Patience   time.Duration // how long to wait for a server that went away; 0 does not wait
	// Progress is told of each batch: the file, how many items of it are pushed, and how much
	// of it is read, 0 to 1.
	Progress func(file string, items int64, share float64)
	// Problem is told of each line or item that was left out.
	Problem func(error)
	// Waiting is told each time the server could not be reached, why, and how much longer it is
	// waited for.
	Waiting func(why error, left time.Duration)
}

// Result counts what became of the items of each file.
type Result struct {
	Files  []FileResult `json:"files"`
	Broken int          `json:"broken"` // lines that could not be read, and items that were refused
}

// FileResult counts what became of the items of one file.
type FileResult struct {
	File      string `json:"file"`
	Accepted  int64  `json:"accepted"`
	Updated   int64  `json:"updated"`
	Duplicate int64  `json:"duplicate"`
	Conflict  int64  `json:"conflict"`
	Rejected  int64  `json:"rejected"`
}

// importer is one import under way.
type importer struct {
	client     *throughline.Client
	folder     folder.Folder
	options    Options
	checkpoint *checkpoint // nil for none
	answered   bool        // the server has answered a call
	result     Result
}

// Run imports a folder: the journey map and the policy, where there are any, then locations,
// accounts, commercial records, interactions and fixes. It stops with a *StoppedError at the first
// line that cannot be read or item that is refused, unless the options say to go on. Importing
// the same again goes on there, as long as nothing before that place has changed; else it
// starts over, and the server recognises what it has.
func Run(ctx context.Context, client *throughline.Client, f folder.Folder, o Options) (Result, error) {
	im := importer{client: client, folder: f, options: o}
	if o.StateDir != "" {
		var err error
		if im.checkpoint, err = openCheckpoint(o.StateDir, o.Server, client.Tenant(), f.Label()); err != nil {
			return Result{}, err
		}
		if o.Restart {
			clear(im.checkpoint.Files)
		}
	}
	if err := im.run(ctx); err != nil {
		return im.result, err
	}
	if im.checkpoint != nil {
		return im.result, im.checkpoint.remove()
	}
	return im.result, nil
}

func (im *importer) run(ctx context.Context) error {
	if err := im.configure(ctx); err != nil {
		return err
	}
	steps := []func() error{
		func() error {
			return each(ctx, im, ingest.LocationsFile, ingest.Locations, locationOf, im.client.PushLocations)
		},
		func() error {
			return each(ctx, im, ingest.AccountsFile, ingest.Accounts, im.account, im.client.PushAccounts)
		},
		func() error {
			return each(ctx, im, ingest.CommercialRecordsFile, ingest.CommercialRecords, im.record, im.client.PushCommercialRecords)
		},
		func() error {
			return each(ctx, im, ingest.InteractionsFile, ingest.Interactions, im.interaction, im.client.PushInteractions)
		},
		func() error { // last: a fix is compared with what was heard before it
			if im.options.DataOnly {
				return nil
			}
			return each(ctx, im, ingest.FixesFile, ingest.Fixes, im.fix, im.recordFixes)
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// configure sets the journey map and the policy.
func (im *importer) configure(ctx context.Context) error {
	if im.options.DataOnly {
		return nil
	}
	if im.folder.Has(folder.JourneyFile) {
		m, err := folder.Parse(im.folder, folder.JourneyFile, journey.ParseYAML)
		if err != nil {
			return err
		}
		request := &throughlinev1.UpdateJourneyMapRequest{JourneyMap: MapOf(im.client.Name("journeyMap"), m)}
		err = im.patiently(ctx, func() error {
			_, err := im.client.Journey.UpdateJourneyMap(ctx, request)
			return err
		})
		if err != nil {
			return fmt.Errorf("%s: %w", im.folder.Path(folder.JourneyFile), err)
		}
	}
	if im.folder.Has(folder.PolicyFile) {
		p, err := folder.Parse(im.folder, folder.PolicyFile, alert.ParseYAML)
		if err != nil {
			return err
		}
		request := &throughlinev1.UpdatePolicyRequest{Policy: PolicyOf(im.client.Name("policy"), p)}
		err = im.patiently(ctx, func() error {
			_, err := im.client.Policy.UpdatePolicy(ctx, request)
			return err
		})
		if err != nil {
			return fmt.Errorf("%s: %w", im.folder.Path(folder.PolicyFile), err)
		}
	}
	return nil
}

func (im *importer) interaction(in ingest.Interaction) *throughlinev1.Interaction {
	in.OccurredAt = im.shift(in.OccurredAt)
	in.ReceivedAt = im.shift(in.ReceivedAt)
	return interactionOf(in)
}

// account moves the renewal too: it lies as far ahead of the complaints as it did.
func (im *importer) account(a ingest.Account) *throughlinev1.Account {
	if due, err := time.Parse(time.DateOnly, a.RenewalDate); err == nil {
		a.RenewalDate = im.shift(due).Format(time.DateOnly)
	}
	return accountOf(a)
}

func (im *importer) record(r ingest.CommercialRecord) *throughlinev1.CommercialRecord {
	r.OccurredAt = im.shift(r.OccurredAt)
	return recordOf(r)
}

func (im *importer) shift(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.Add(im.options.Shift)
}

// later reports whether something happened after what is to be imported.
func (im *importer) later(item any) bool {
	var at time.Time
	switch x := item.(type) {
	case ingest.Interaction:
		at = x.OccurredAt
	case ingest.CommercialRecord:
		at = x.OccurredAt
	case ingest.Fix:
		at, _ = time.Parse(time.DateOnly, x.ShippedOn) // what is no day is refused when it is recorded
	}
	return !im.options.Until.IsZero() && at.After(im.options.Until)
}

// lines reads a file of the folder from a position on.
type lines[T any] func(io.Reader, ingest.Position) iter.Seq2[ingest.Line[T], error]

// each pushes the items of one file, in batches.
func each[T, P any](ctx context.Context, im *importer, file string, read lines[T], convert func(T) P,
	push func(context.Context, []P) (*throughline.PushReport, error),
) error {
	if !im.folder.Has(file) {
		return nil
	}
	b := batch[P]{im: im, file: file, push: push, trail: follow(), result: FileResult{File: file}}
	r, share, err := b.open()
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	defer func() { im.result.Files = append(im.result.Files, b.result) }()
	for line, err := range read(r, b.start) {
		if err != nil {
			if err := b.broken(err); err != nil {
				return errors.Join(err, b.flush(ctx))
			}
			b.end = line.Next
			continue
		}
		if im.later(line.Value) {
			b.end = line.Next
			continue
		}
		b.add(convert(line.Value), line.Number, line.Next)
		if b.full() {
			b.share = share()
			if err := b.flush(ctx); err != nil {
				return err
			}
		}
	}
	b.share = 1
	return b.flush(ctx)
}
