package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"log/slog"
	"os"
	"time"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/redact"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/embedded"
	"github.com/throughline-cx/throughline/server/understand"
	"github.com/throughline-cx/throughline/server/understand/language"
)

// replayTenant is the tenant of a replay's own database.
const replayTenant = "replay"

// replayKey keys the pseudonyms and hashes of a replay, whose database is thrown away: a fixed
// one, so that two replays of the same folder are the same.
var replayKey = []byte("throughline replay: fixed key, nothing is kept")

// ReplayOptions say what Replay replays.
type ReplayOptions struct {
	Dir      string            // the scenario folder
	Mentions string            // file of mentions that stands in for understanding; empty reads the texts
	Model    *understand.Model // nil takes what is built in
	Progress func(stage string, share float64)
	Logger   *slog.Logger
}

// Replay runs the pipeline over a folder in event time, on a database of its own that is thrown
// away, evaluating at the end of each UTC day. It returns every change of an alert, in order.
func Replay(ctx context.Context, o ReplayOptions) ([]evaluate.Event, error) {
	f, err := folder.Open(o.Dir)
	if err != nil {
		return nil, err
	}
	r := replay{folder: f, options: o}
	if err := r.read(); err != nil {
		return nil, err
	}
	s, stop, err := scratchStore(ctx, o.Logger)
	if err != nil {
		return nil, err
	}
	defer stop()
	r.store = s
	return r.run(ctx)
}

// scratchStore starts a private Postgres that is thrown away and opens a store on it.
func scratchStore(ctx context.Context, log *slog.Logger) (*store.Store, func(), error) {
	pg, err := embedded.StartScratch(ctx, embedded.Options{Logger: log})
	if err != nil {
		return nil, nil, err
	}
	stop := func() {
		ctx, cancel := context.WithTimeout(context.Background(), stopPostgres)
		defer cancel()
		_ = pg.Stop(ctx)
	}
	s, err := openMigrated(ctx, pg)
	if err != nil {
		stop()
		return nil, nil, err
	}
	return s, func() { s.Close(); stop() }, nil
}

// stopPostgres is how long the private Postgres may take to stop.
const stopPostgres = 20 * time.Second

func openMigrated(ctx context.Context, pg *embedded.Server) (*store.Store, error) {
	if _, err := migrations.Up(ctx, pg.MigrateURL()); err != nil {
		return nil, err
	}
	return store.Open(ctx, pg.AppURL(), store.Options{StatementTimeout: 10 * time.Minute})
}

// replay is one replay under way.
type replay struct {
	store    *store.Store
	folder   folder.Folder
	options  ReplayOptions
	redactor *redact.Redactor
	journeys *journey.Map
	policy   alert.Policy
	reader   *understand.Reader
	given    map[string][]understand.GivenMention // by external id; nil reads the texts
	mentions map[string][]understand.Mention      // the same, on the redacted texts
	last     time.Time                            // when the last interaction was received
	count    int
}

func (r *replay) run(ctx context.Context) ([]evaluate.Event, error) {
	if err := r.configure(ctx); err != nil {
		return nil, err
	}
	if err := r.load(ctx); err != nil {
		return nil, err
	}
	if err := r.understand(ctx); err != nil {
		return nil, err
	}
	r.progress("evaluate", 0)
	evaluation := &jobs.Evaluation{Store: r.store}
	end := measure.DayOf(r.last).End()
	delta, err := evaluation.Advance(ctx, replayTenant, jobs.Plan{
		Limit:  r.count,
		Decide: func(w jobs.Waiting) ([]evaluate.Arrival, time.Time, bool) { return w.Arrivals, end, true },
	})
	if err != nil {
		return nil, err
	}
	r.progress("evaluate", 1)
	events := make([]evaluate.Event, len(delta.Notices))
	for i, n := range delta.Notices {
		events[i] = evaluate.EventOf(n)
	}
	return events, nil
}

func (r *replay) progress(stage string, share float64) {
	if r.options.Progress != nil {
		r.options.Progress(stage, share)
	}
}

// read reads the journey map, the policy and the given mentions.
func (r *replay) read() (err error) {
	if r.journeys, err = folder.Parse(r.folder, folder.JourneyFile, journey.ParseYAML); err != nil {
		return err
	}
	if r.policy, err = folder.Parse(r.folder, folder.PolicyFile, alert.ParseYAML); err != nil {
		return err
	}
	if r.options.Model == nil {
		r.options.Model = understand.Default()
	}
	r.reader = understand.NewReader(r.options.Model, r.journeys)
	r.redactor = redact.New(replayKey, redact.KeepMap(r.journeys))
	if r.options.Mentions == "" {
		return nil
	}
	r.given, err = readGiven(r.options.Mentions)
	r.mentions = map[string][]understand.Mention{}
	return err
}

// configure makes the tenant with its journey map and policy.
func (r *replay) configure(ctx context.Context) error {
	if _, err := r.store.CreateTenant(ctx, store.Tenant{ID: replayTenant, DisplayName: "Replay"}); err != nil {
		return err
	}
	if _, err := r.store.PutJourneyMap(ctx, replayTenant, r.journeys, "", "replay"); err != nil {
		return err
	}
	_, err := r.store.PutPolicy(ctx, replayTenant, r.policy, "", "replay")
	return err
}

// readGiven reads a file of mentions.
func readGiven(path string) (map[string][]understand.GivenMention, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out := map[string][]understand.GivenMention{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, ingest.MaxLine)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var line understand.GivenLine
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		out[line.ExternalID] = line.Mentions
	}
	return out, lines.Err()
}

// load stores everything that the folder holds.
func (r *replay) load(ctx context.Context) error {
	err := loadFile(r, ingest.LocationsFile, ingest.Locations, func(v []ingest.Location) error {
		_, err := r.store.UpsertLocations(ctx, replayTenant, v)
		return err
	})
	if err != nil {
		return err
	}
	err = loadFile(r, ingest.AccountsFile, ingest.Accounts, func(v []ingest.Account) error {
		_, err := r.store.UpsertAccounts(ctx, replayTenant, v)
		return err
	})
	if err != nil {
		return err
	}
	err = loadFile(r, ingest.CommercialRecordsFile, ingest.CommercialRecords, func(v []ingest.CommercialRecord) error {
		_, err := r.store.UpsertCommercialRecords(ctx, replayTenant, v)
		return err
	})
	if err != nil {
		return err
	}
	return loadFile(r, ingest.InteractionsFile, ingest.Interactions, func(v []ingest.Interaction) error {
		return r.push(ctx, v)
	})
}

// loadFile reads a file of the folder in batches; a missing one is empty.
func loadFile[T any](r *replay, name string, read func(io.Reader, ingest.Position) iter.Seq2[ingest.Line[T], error], save func([]T) error) error {
	file, err := r.folder.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	const batch = 1000
	var values []T
	for line, err := range read(file, ingest.Position{}) {
		if err != nil {
			return err
		}
		if values = append(values, line.Value); len(values) == batch {
			if err := save(values); err != nil {
				return err
			}
			values = values[:0]
		}
	}
	r.progress(name, 1)
	if len(values) == 0 {
		return nil
	}
	return save(values)
}

func (r *replay) push(ctx context.Context, interactions []ingest.Interaction) error {
	items := make([]store.Item, len(interactions))
	for i, in := range interactions {
		clean, redacted := ingest.Redact(r.redactor, in)
		clean.Language = language.Of(clean)
		if r.given != nil {
			mentions, err := r.giveMentions(in, redacted)
			if err != nil {
				return err
			}
			r.mentions[in.ExternalID] = mentions
		}
		hash := ingest.ContentHash(replayKey, in)
		items[i] = store.Item{Interaction: clean, ContentHash: hash[:]}
		if in.ReceivedAt.After(r.last) {
			r.last = in.ReceivedAt
		}
	}
	r.count += len(items)
	_, err := r.store.PushInteractions(ctx, replayTenant, items)
	return err
}

// giveMentions takes the mentions of an interaction from the file, and moves their quotes to
// where they stand in the redacted text.
func (r *replay) giveMentions(in ingest.Interaction, redacted []redact.Redacted) ([]understand.Mention, error) {
	mentions, err := r.reader.Given(in, r.given[in.ExternalID])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.options.Mentions, err)
	}
	for i := range mentions {
		q := &mentions[i].Quote
		text := redacted[q.Turn]
		q.Start, q.End = text.FromOriginal(q.Start, q.End)
		q.Text = text.Text[q.Start:q.End]
	}
	return mentions, nil
}

func (r *replay) understand(ctx context.Context) error {
	worker := &jobs.Understanding{Store: r.store, Model: r.options.Model}
	if r.given != nil {
		worker.Given = func(in ingest.Interaction) []understand.Mention { return r.mentions[in.ExternalID] }
	}
	for done := 0; ; {
		n, err := worker.Once(ctx)
		if err != nil {
			return err
		}
		if n == 0 {
			return nil
		}
		done += n
		r.progress("understand", float64(done)/float64(r.count))
	}
}
