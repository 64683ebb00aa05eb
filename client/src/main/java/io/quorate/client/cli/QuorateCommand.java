package io.quorate.client.cli;

import io.quorate.client.ClientSettings;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.yaml.DurationText;
import io.quorate.trust.LiveTrust;
import io.quorate.trust.TrustException;
import io.quorate.trust.TrustFolder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The root of the {@code quorate} command line: the options that all subcommands share, and where
 * they go.
 *
 * <p>A program that adds subcommands of its own passes them to {@link #build}; they find this
 * object by picocli's {@code @ParentCommand}.
 */
@Command(
    name = "quorate",
    description = "Keeps exactly one active server in each group of servers, by quorum.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused or failed",
      "2:wrong usage",
      "3:no quorum, no node reachable, or the outcome of a change is unknown",
      "4:status: no node serves a group that was asked for"
    },
    footer = {"", "Example:", "  quorate --server 10.0.0.1 --server 10.0.0.2 status"})
public final class QuorateCommand implements Callable<Integer> {

  /** How long a call may take when nothing else is said. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);
  private static final String SERVERS = "QUORATE_SERVERS";
  private static final String TRUST = "QUORATE_TRUST";

  /** Help is prose: where nothing says how wide a line is, it is wrapped where it reads well. */
  private static final int HELP_WIDTH = 100;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-s", "--server"},
      scope = ScopeType.INHERIT,
      split = ",",
      paramLabel = "HOST:PORT",
      description =
          "A node to ask, or several, separated by commas; may be repeated. The next is asked when"
              + " one does not answer. Default: the variable QUORATE_SERVERS, else 127.0.0.1:7401.")
  private List<NodeAddress> servers = new ArrayList<>();

  @Option(
      names = "--trust",
      scope = ScopeType.INHERIT,
      paramLabel = "FOLDER",
      description =
          "Who you are, and whom you believe: a folder with ca.crt, tls.crt and tls.key. Default:"
              + " the variable QUORATE_TRUST; without either, plain text.")
  private @Nullable Path trust;

  @Option(
      names = {"-o", "--output"},
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      description = "table, json or yaml. Default: table.")
  private OutputFormat format = OutputFormat.TABLE;

  @Option(
      names = "--timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "TIME",
      description =
          "The longest this may take, for example 5s. Default: 10s; switchover and what watches say"
              + " what it means there.")
  private @Nullable Duration timeout;

  @Option(
      names = "--color",
      scope = ScopeType.INHERIT,
      paramLabel = "WHEN",
      description = "auto, always or never. Default: auto (on a terminal, unless NO_COLOR is set).")
  private ColorChoice color = ColorChoice.AUTO;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  private QuorateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * The whole command line, ready to {@code execute}; exit codes are those of {@link ExitCode}.
   *
   * @param surroundings what it takes from its process
   * @param more further subcommands, each an object with picocli's {@code @Command} and a name
   */
  public static CommandLine build(Surroundings surroundings, List<Object> more) {
    QuorateCommand root = new QuorateCommand(surroundings);
    CommandLine line = new CommandLine(root);
    more.forEach(line::addSubcommand);
    root.subcommands().forEach(line::addSubcommand);
    // From here on, what is set holds for the subcommands too.
    line.registerConverter(NodeAddress.class, QuorateCommand::address);
    line.registerConverter(Duration.class, QuorateCommand::duration);
    line.getCommandSpec().versionProvider(new VersionCommand(root));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(helpWidth(surroundings));
    line.setAbbreviatedOptionsAllowed(false);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(root.colored() ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler(new UsageErrors());
    line.setExecutionExceptionHandler(new CallErrors());
    return line;
  }

  /** Picocli needs 55 columns. */
  private static int helpWidth(Surroundings surroundings) {
    return Math.max(55, Math.min(HELP_WIDTH, surroundings.width()));
  }

  private List<Object> subcommands() {
    return List.of(
        new StatusCommand(this),
        GroupCommand.build(this),
        new SwitchoverCommand(this),
        new FailoverCommand(this),
        new PauseCommand(this),
        new ResumeCommand(this),
        new ForecastCommand(this),
        new ExplainCommand(this),
        new HistoryCommand(this),
        ConfigCommand.build(this),
        SyncCommand.build(this),
        RuntimeCommand.build(this),
        CounterCommand.build(this),
        SecretCommand.build(this),
        ClusterCommand.build(this),
        NodeCommand.build(this),
        CertificateCommand.build(this),
        new BackupCommand(this),
        new SupportBundleCommand(this),
        new CompletionCommand(this),
        new VersionCommand(this));
  }

  /** Without a subcommand there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** Where answers and errors go. */
  public Console console() {
    CommandLine line = spec.commandLine();
    return new Console(
        line.getOut(),
        line.getErr(),
        format,
        colored() ? Paint.Colors.COLORED : Paint.Colors.PLAIN,
        surroundings::width);
  }

  /** What the command line takes from its process. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /**
   * A client of the nodes that the options or the environment name, whose calls take as long as the
   * options say.
   */
  public QuorateClient client() {
    return client(timeout().orElse(CALL_TIMEOUT));
  }

  QuorateClient client(Duration callTimeout) {
    return client(callTimeout, ATTEMPT_TIMEOUT);
  }

  /** The same, where one node may take so long. */
  QuorateClient client(Duration callTimeout, Duration attemptTimeout) {
    return client(addresses(), callTimeout, attemptTimeout);
  }

  /** A client of one node alone. */
  QuorateClient client(NodeAddress node, Duration callTimeout) {
    return client(List.of(node), callTimeout, callTimeout);
  }

  private QuorateClient client(
      List<NodeAddress> nodes, Duration callTimeout, Duration attemptTimeout) {
    Identity identity = surroundings.identity();
    Duration attempt = callTimeout.compareTo(attemptTimeout) < 0 ? callTimeout : attemptTimeout;
    try {
      return new QuorateClient(
          new ClientSettings(
              nodes, attempt, callTimeout, identity.actor(), identity.requestIds(), trust()));
    } catch (IllegalArgumentException outOfRange) {
      throw usage(String.valueOf(outOfRange.getMessage()));
    }
  }

  /** The time that was given on the command line, if any. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** The error that ends the program with {@link ExitCode#USAGE}. */
  public ParameterException usage(String message) {
    return new ParameterException(called(), message);
  }

  /** The command that was called, of which the help is: "config set", not all of it. */
  private CommandLine called() {
    CommandLine line = spec.commandLine();
    ParseResult parsed = line.getParseResult();
    while (parsed != null && parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
      line = parsed.commandSpec().commandLine();
    }
    return line;
  }

  CommandLine commandLine() {
    return spec.commandLine();
  }

  /** The nodes that the options or the environment name, in their order. */
  List<NodeAddress> addresses() {
    String variable = surroundings.variable(SERVERS).strip();
    if (!servers.isEmpty()) {
      return servers;
    }
    try {
      return variable.isEmpty()
          ? List.of(new NodeAddress("127.0.0.1", NodeAddress.DEFAULT_PORT))
          : Arrays.stream(variable.split("[,\\s]+")).map(NodeAddress::parse).toList();
    } catch (IllegalArgumentException noAddress) {
      throw usage(String.valueOf(noAddress.getMessage()));
    }
  }

  private @Nullable LiveTrust trust() {
    String variable = surroundings.variable(TRUST).strip();
    if (trust == null && variable.isEmpty()) {
      return null;
    }
    try {
      Path folder = trust == null ? Path.of(variable) : trust;
      return LiveTrust.open(new TrustFolder(folder), InstantSource.system());
    } catch (InvalidPathException | TrustException unusable) {
      throw usage("your credentials cannot be used: " + unusable.getMessage());
    }
  }

  private boolean colored() {
    boolean terminal = surroundings.terminals().contains(TerminalEnd.OUTPUT);
    return switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> terminal && surroundings.variable("NO_COLOR").isEmpty();
    };
  }

  private static NodeAddress address(String text) {
    try {
      return NodeAddress.parse(text);
    } catch (IllegalArgumentException notAddress) {
      throw new TypeConversionException(String.valueOf(notAddress.getMessage()));
    }
  }

  private static Duration duration(String text) {
    return DurationText.parse(text)
        .filter(duration -> duration.toMillis() >= 1)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "\"" + text + "\" is not a time: write 5s, 500ms or 2m"));
  }
}
