package io.quorate.client.cli;

import com.google.protobuf.Message;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.DiagnoseResponse;
import io.quorate.v1.DiagnosisSection;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.ForecastRequest;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate support-bundle}: one file for somebody who helps. */
@Command(
    name = "support-bundle",
    description = {
      "Write one file for somebody who helps: the status, why things are as they are, the forecast,",
      "the history, and of each node what 'quorate node diagnose' shows. A node that cannot be",
      "reached from here is asked by way of another; what is missing is named in it. Needs no",
      "quorum. --timeout is for each question, default 10s, and 8s for one about a node."
    },
    footer = {
      "",
      "Not in it: values of configurations, runtime entries, secrets, environments, commands, and",
      "what services print. Names, addresses and log lines are: look before you send it.",
      "",
      "Examples:",
      "  quorate support-bundle",
      "  quorate support-bundle case-17.zip --since 1h --note \"two failovers since noon\""
    })
final class SupportBundleCommand implements Callable<Integer> {
  private static final int HISTORY = 1_000;

  private final QuorateCommand root;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A file that does not exist. Default: quorate-support-TIME.zip here.")
  private Path file = Path.of("");

  @Option(names = "--note", paramLabel = "TEXT", description = "What it is about; put into it.")
  private String note = "";

  @Mixin private final NodeDiagnosis diagnosis = new NodeDiagnosis();

  /** A question whose answer goes into the file as it is. */
  private interface Question {
    Message ask(QuorateClient client) throws QuorateException;
  }

  SupportBundleCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try (UnfinishedFile bundle = unfinished(now);
        QuorateClient client = root.client()) {
      List<String> missing = write(client, bundle, now);
      bundle.done();
      missing.forEach(line -> root.console().note(Tone.WARN, "missing: " + line));
      return ExitCode.DONE;
    } catch (IOException failed) {
      root.console().error("no bundle was made: " + failed);
      return ExitCode.FAILED;
    }
  }

  private UnfinishedFile unfinished(Instant now) {
    Path dated = Path.of("quorate-support-" + now.toString().replace(":", "") + ".zip");
    return UnfinishedFile.of(file.toString().isEmpty() ? dated : file, root);
  }

  private List<String> write(QuorateClient client, UnfinishedFile into, Instant now)
      throws IOException, QuorateException {
    try (FileChannel channel = into.create();
        OutputStream out = Channels.newOutputStream(channel)) {
      SupportBundle bundle = new SupportBundle(out);
      Status status = client.status(GetStatusRequest.getDefaultInstance());
      bundle.add("cluster/status.json", status);
      if (status.getSource() == Status.Source.LOCAL) {
        bundle.miss("cluster/explain.json, forecast.json and history.json", "there is no quorum");
      } else {
        answers(client, bundle);
      }
      nodes(bundle, status);
      bundle.finish(words(status, now));
      channel.force(true);
      return bundle.missing();
    }
  }

  private static void answers(QuorateClient client, SupportBundle bundle) throws IOException {
    answer(
        client,
        bundle,
        "cluster/explain.json",
        c -> c.explain(ExplainRequest.getDefaultInstance()));
    answer(
        client,
        bundle,
        "cluster/forecast.json",
        c -> c.forecast(ForecastRequest.getDefaultInstance()));
    answer(
        client,
        bundle,
        "cluster/history.json",
        c -> c.history(GetHistoryRequest.newBuilder().setLimit(HISTORY).build()));
  }

  private static void answer(
      QuorateClient client, SupportBundle bundle, String name, Question question)
      throws IOException {
    try {
      bundle.add(name, question.ask(client));
    } catch (QuorateException noAnswer) {
      bundle.miss(name, String.valueOf(noAnswer.getMessage()));
    }
  }

  /** Without a quorum a status names no nodes, but each node knows them. */
  private void nodes(SupportBundle bundle, Status status) throws IOException {
    Set<String> known = new LinkedHashSet<>();
    status.getNodesList().forEach(node -> known.add(node.getNode()));
    known.add(status.getAnsweredBy());
    Deque<String> waiting = new ArrayDeque<>(known);
    while (!waiting.isEmpty()) {
      for (String another : node(bundle, waiting.remove())) {
        if (known.add(another)) {
          waiting.add(another);
        }
      }
    }
  }

  /** Puts one node into the bundle; the nodes that it knows. */
  private List<String> node(SupportBundle bundle, String name) throws IOException {
    try {
      DiagnoseResponse told = diagnosis.of(root, name);
      for (DiagnosisSection section : told.getSectionsList()) {
        bundle.add("nodes/" + name + "/" + section.getName() + ".txt", section.getText());
      }
      return told.getNodesList();
    } catch (QuorateException noAnswer) {
      bundle.miss("node " + name, String.valueOf(noAnswer.getMessage()));
      return List.of();
    }
  }

  private String words(Status status, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Cluster " + status.getCluster() + ", " + now + ", answered by " + status.getAnsweredBy());
    lines.add(note.isEmpty() ? "" : "\n" + note);
    lines.add("\nSHA256SUMS can be checked with: sha256sum -c SHA256SUMS");
    return String.join("\n", lines) + "\n";
  }
}
