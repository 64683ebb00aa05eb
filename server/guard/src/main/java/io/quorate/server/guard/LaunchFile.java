package io.quorate.server.guard;

import io.quorate.server.process.Account;
import io.quorate.server.process.AccountName;
import io.quorate.server.process.ProcessNumbers;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link Launch} as a properties file that people can read. */
final class LaunchFile {
  private static final String NAME = "launch.properties";

  private final Properties properties;

  private LaunchFile(Properties properties) {
    this.properties = properties;
  }

  /** Writes it into this directory, whole or not at all. */
  static void write(Path directory, Launch launch) throws IOException {
    LaunchFile file = new LaunchFile(new Properties());
    file.put(launch);
    Path draft = directory.resolve(NAME + ".draft");
    Files.writeString(draft, file.sortedText());
    Files.move(draft, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads it.
   *
   * @throws IOException when it is missing or says something impossible
   */
  static Launch read(Path directory) throws IOException {
    Path path = directory.resolve(NAME);
    LaunchFile file = new LaunchFile(new Properties());
    file.properties.load(new StringReader(Files.readString(path)));
    try {
      return file.launch();
    } catch (IllegalArgumentException impossible) {
      throw new IOException(path + ": " + impossible.getMessage(), impossible);
    }
  }

  private void put(Launch launch) {
    GuardIdentity identity = launch.identity();
    GuardSpec spec = launch.spec();
    put("node", identity.node());
    put("group", identity.group());
    put("epoch", Long.toString(identity.epoch()));
    put("nonce", identity.nonce());
    put("setsid", launch.tools().setsid());
    put("setpriv", launch.tools().setpriv());
    putList("freshSignals.", launch.tools().freshSignals());
    putList("pidNamespace.", launch.tools().pidNamespace());
    put("fenceLimitMillis", Long.toString(spec.fenceLimit().toMillis()));
    putPath("cgroup", launch.cgroup());
    putPath("watchdogDevice", spec.watchdogDevice());
    for (int slot = 0; slot < spec.services().size(); slot++) {
      put("service." + slot + ".", spec.services().get(slot));
    }
    launch.accounts().forEach((slot, account) -> put("service." + slot + ".account.", account));
  }

  private void put(String at, Account account) {
    put(at + "user", account.user());
    put(at + "uid", Long.toString(account.uid()));
    put(at + "gid", Long.toString(account.gid()));
    put(at + "home", account.home());
    put(at + "shell", account.shell());
  }

  private void put(String at, ServiceSpec service) {
    put(at + "name", service.name());
    putList(at + "command.", service.command());
    service.environment().forEach((name, value) -> put(at + "environment." + name, value));
    putPath(at + "directory", service.directory());
    putList(at + "stop.command.", service.stop().command());
    put(at + "stop.signal", service.stop().signal());
    put(at + "stop.timeoutMillis", Long.toString(service.stop().timeout().toMillis()));
    putPath(at + "log.file", service.log().file());
    put(at + "log.maxBytes", Long.toString(service.log().maxBytes()));
    put(at + "runAs.user", service.runAs().user());
    put(at + "runAs.group", service.runAs().group());
    put(at + "numbers", service.numbers().name());
  }

  private Launch launch() {
    GuardIdentity identity =
        new GuardIdentity(text("node"), text("group"), number("epoch"), text("nonce"));
    List<ServiceSpec> services = new ArrayList<>();
    while (properties.containsKey("service." + services.size() + ".name")) {
      services.add(service("service." + services.size() + "."));
    }
    GuardSpec spec =
        new GuardSpec(
            identity.group(),
            identity.epoch(),
            services,
            Duration.ofMillis(number("fenceLimitMillis")),
            path("watchdogDevice"));
    Toolbox tools =
        new Toolbox(text("setsid"), text("setpriv"), list("freshSignals."), list("pidNamespace."));
    return new Launch(identity, path("cgroup"), tools, spec, accounts(services.size()));
  }

  private SortedMap<Integer, Account> accounts(int services) {
    SortedMap<Integer, Account> accounts = new TreeMap<>();
    for (int slot = 0; slot < services; slot++) {
      String at = "service." + slot + ".account.";
      if (properties.containsKey(at + "user")) {
        accounts.put(
            slot,
            new Account(
                text(at + "user"),
                number(at + "uid"),
                number(at + "gid"),
                text(at + "home"),
                text(at + "shell")));
      }
    }
    return accounts;
  }

  private ServiceSpec service(String at) {
    StopSpec stop =
        new StopSpec(
            list(at + "stop.command."),
            text(at + "stop.signal"),
            Duration.ofMillis(number(at + "stop.timeoutMillis")));
    return new ServiceSpec(
        text(at + "name"),
        list(at + "command."),
        map(at + "environment."),
        Path.of(text(at + "directory")),
        stop,
        new LogSpec(Path.of(text(at + "log.file")), number(at + "log.maxBytes")),
        new AccountName(
            properties.getProperty(at + "runAs.user", ""),
            properties.getProperty(at + "runAs.group", "")),
        ProcessNumbers.valueOf(
            properties.getProperty(at + "numbers", ProcessNumbers.SHARED.name())));
  }

  private void put(String key, String value) {
    properties.setProperty(key, value);
  }

  private void putPath(String key, @Nullable Path path) {
    if (path != null) {
      put(key, path.toAbsolutePath().toString());
    }
  }

  private void putList(String at, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      put(at + i, values.get(i));
    }
  }

  private String text(String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  private long number(String key) {
    return Long.parseLong(text(key));
  }

  private @Nullable Path path(String key) {
    String value = properties.getProperty(key);
    return value == null ? null : Path.of(value);
  }

  private List<String> list(String at) {
    List<String> values = new ArrayList<>();
    while (properties.containsKey(at + values.size())) {
      values.add(text(at + values.size()));
    }
    return values;
  }

  private SortedMap<String, String> map(String at) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(at)) {
        values.put(key.substring(at.length()), text(key));
      }
    }
    return values;
  }

  /** One line per key, in order, without the date that the JDK puts on top. */
  private String sortedText() throws IOException {
    StringWriter out = new StringWriter();
    properties.store(out, null);
    return out.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
