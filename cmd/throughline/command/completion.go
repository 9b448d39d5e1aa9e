package command

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/profile"
	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// shells are those that a completion script can be written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletion(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the script that completes commands in bash, zsh, fish or powershell",
		Long: `Prints a script that makes a shell complete commands, flags, profiles, and the ids of alerts and
clusters, which it asks the server of the profile in use for.

  bash        source <(throughline completion bash), in ~/.bashrc; needs bash-completion
  zsh         source <(throughline completion zsh), in ~/.zshrc, after compinit
  fish        throughline completion fish > ~/.config/fish/completions/throughline.fish
  powershell  throughline completion powershell | Out-String | Invoke-Expression, in $PROFILE`,
		Example:   `  throughline completion bash > /etc/bash_completion.d/throughline`,
		Args:      exactArguments("SHELL: bash, zsh, fish or powershell"),
		ValidArgs: shells,
		RunE: func(c *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				return c.Root().GenBashCompletionV2(s.Out, true)
			case "zsh":
				return c.Root().GenZshCompletion(s.Out)
			case "fish":
				return c.Root().GenFishCompletion(s.Out, true)
			case "powershell":
				return c.Root().GenPowerShellCompletionWithDesc(s.Out)
			}
			return usageError{fmt.Errorf("SHELL must be bash, zsh, fish or powershell, not %q", args[0])}
		},
	}
}

// completer is what cobra asks for words.
type completer = func(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective)

// firstOnly completes the first argument and no other.
func firstOnly(complete completer) completer {
	return func(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return complete(c, args, begun)
	}
}

// completeWords completes one of a few words.
func completeWords(words []string) completer {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return words, cobra.ShellCompDirectiveNoFileComp
	}
}

func completeProfiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	kept, err := profile.Load()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return kept.Names(), cobra.ShellCompDirectiveNoFileComp
}

const (
	completionPatience = 2 * time.Second // whoever presses tab does not wait longer
	completed          = 50              // ids that are offered
)

// completeAlerts completes the ids of the alerts that changed last.
func completeAlerts(f *clientFlags) completer {
	return completeIDs(f, func(ctx context.Context, client *throughline.Client) iter.Seq2[*throughline.Alert, error] {
		return client.ListAlerts(ctx, &throughlinev1.ListAlertsRequest{PageSize: completed})
	})
}

// completeClusters completes the ids of the clusters that changed last.
func completeClusters(f *clientFlags) completer {
	return completeIDs(f, func(ctx context.Context, client *throughline.Client) iter.Seq2[*throughline.Cluster, error] {
		return client.ListClusters(ctx, &throughlinev1.ListClustersRequest{PageSize: completed})
	})
}

// titled is what has a resource name and a title.
type titled interface {
	GetName() string
	GetTitle() string
}

// completeIDs completes ids of what a list brings, each with its title; those that are given
// already are left out.
func completeIDs[T titled](f *clientFlags, list func(context.Context, *throughline.Client) iter.Seq2[T, error]) completer {
	return func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		client, err := f.connect()
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		defer func() { _ = client.Close() }()
		ctx, cancel := context.WithTimeout(c.Context(), completionPatience)
		defer cancel()
		var ids []string
		for item, err := range list(ctx, client) {
			if err != nil || len(ids) == completed {
				break
			}
			if id := idOf(item.GetName()); !slices.Contains(args, id) {
				ids = append(ids, cobra.CompletionWithDesc(id, terminal.Clean(item.GetTitle())))
			}
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	}
}
