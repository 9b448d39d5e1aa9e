package command

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"text/tabwriter"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// difference is one field that two policies have differently; what is not set is empty.
type difference struct{ path, before, after string }

// policyDifferences compares what two policies say, by the fields' names.
func policyDifferences(present, draft *throughlinev1.Policy) ([]difference, error) {
	before, err := flattened(present)
	if err != nil {
		return nil, err
	}
	after, err := flattened(draft)
	if err != nil {
		return nil, err
	}
	paths := slices.Collect(maps.Keys(before))
	paths = slices.AppendSeq(paths, maps.Keys(after))
	slices.Sort(paths)
	var out []difference
	for _, path := range slices.Compact(paths) {
		if before[path] != after[path] {
			out = append(out, difference{path, before[path], after[path]})
		}
	}
	return out, nil
}

// flattened returns what a policy says, by path.
func flattened(p *throughlinev1.Policy) (map[string]string, error) {
	p = proto.CloneOf(p)
	p.Name, p.Etag, p.Version, p.UpdatedAt = "", "", 0, nil
	data, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(p)
	if err != nil {
		return nil, err
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		return nil, err
	}
	out := map[string]string{}
	flatten("", tree, out)
	return out, nil
}

func flatten(path string, node any, out map[string]string) {
	switch node := node.(type) {
	case map[string]any:
		for key, value := range node {
			if path != "" {
				key = path + "." + key
			}
			flatten(key, value, out)
		}
	case []any:
		for i, value := range node {
			flatten(fmt.Sprintf("%s[%s]", path, entryName(i, value)), value, out)
		}
	default:
		out[path] = fmt.Sprint(node)
	}
}

// entryName is a rule's name, so that rules that change places are not all different, and the
// place of everything else.
func entryName(i int, value any) string {
	if fields, ok := value.(map[string]any); ok {
		if name, ok := fields["name"].(string); ok {
			return name
		}
	}
	return fmt.Sprint(i)
}

// shownFirings is how many firings a plan lists.
const shownFirings = 20

func printPlan(s Streams, differences []difference, out *throughlinev1.SimulatePolicyResponse) {
	if len(differences) == 0 {
		fmt.Fprintln(s.Out, "The file says what is set already.")
	}
	for _, d := range differences {
		switch {
		case d.before == "":
			fmt.Fprintf(s.Out, "+ %s: %s\n", d.path, d.after)
		case d.after == "":
			fmt.Fprintf(s.Out, "- %s: %s\n", d.path, d.before)
		default:
			fmt.Fprintf(s.Out, "~ %s: %s -> %s\n", d.path, d.before, d.after)
		}
	}
	until := "nothing was evaluated yet"
	if out.GetSimulatedUntil() != nil {
		until = "up to " + out.GetSimulatedUntil().AsTime().Format("2006-01-02 15:04 MST")
	}
	fmt.Fprintf(s.Out, "\nOver the tenant's history (%d mentions, %s):\n", out.GetMentionCount(), until)
	printSides(s, out)
	if n := out.GetSkippedDecisions(); n > 0 {
		fmt.Fprintf(s.Out, "%d of people's decisions are left out: the texts were read again since.\n", n)
	}
	alerts := out.GetDraft().GetAlerts()
	if len(alerts) > 0 {
		fmt.Fprintln(s.Out, "\nWith the file, these would have fired:")
	}
	for _, a := range alerts[:min(len(alerts), shownFirings)] {
		fmt.Fprintf(s.Out, "  %s  %s -> %s, %d customers: %s\n", a.GetFiredAt().AsTime().Format("2006-01-02"), orUnknown(a.GetFromTouchpoint()), orUnknown(a.GetToTouchpoint()), a.GetCustomerCount(), a.GetReason())
	}
	if more := len(alerts) - shownFirings; more > 0 {
		fmt.Fprintf(s.Out, "  and %d more; --json lists them\n", more)
	}
}

// printSides prints what both policies give, side by side.
func printSides(s Streams, out *throughlinev1.SimulatePolicyResponse) {
	w := tabwriter.NewWriter(s.Out, 0, 4, 2, ' ', 0)
	present := func(of func(*throughlinev1.SimulatedPolicy) string) string {
		if out.GetPresent() == nil {
			return "-"
		}
		return of(out.GetPresent())
	}
	fmt.Fprintln(w, "\tset now\tthe file")
	for _, row := range []struct {
		name string
		of   func(*throughlinev1.SimulatedPolicy) string
	}{
		{"alerts that fire", func(p *throughlinev1.SimulatedPolicy) string { return fmt.Sprint(p.GetFiringCount()) }},
		{"a week", func(p *throughlinev1.SimulatedPolicy) string { return fmt.Sprintf("%.2f", p.GetFiringsPerWeek()) }},
		{"held for review", func(p *throughlinev1.SimulatedPolicy) string { return fmt.Sprint(p.GetHeldCount()) }},
		{"near, never fired", func(p *throughlinev1.SimulatedPolicy) string { return fmt.Sprint(p.GetNearOnlyCount()) }},
	} {
		fmt.Fprintf(w, "%s\t%s\t%s\n", row.name, present(row.of), row.of(out.GetDraft()))
	}
	_ = w.Flush()
}
