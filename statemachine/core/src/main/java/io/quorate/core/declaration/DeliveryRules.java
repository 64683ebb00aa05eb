package io.quorate.core.declaration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the deliveries of a declaration must satisfy. */
final class DeliveryRules implements Delivery.Cases<String> {
  private static final CountRange DELIVERIES = new CountRange(0, 16);
  private static final CountRange PATTERNS = new CountRange(0, 64);

  private final Findings findings;
  private final Set<String> names = new HashSet<>();
  private final Set<String> targets = new HashSet<>();
  private String at = "";

  private DeliveryRules(Findings findings) {
    this.findings = findings;
  }

  static void check(List<Delivery> deliveries, Findings findings) {
    findings.size("deliveries", deliveries.size(), DELIVERIES);
    DeliveryRules rules = new DeliveryRules(findings);
    for (int i = 0; i < deliveries.size(); i++) {
      rules.check("deliveries[" + i + "]", deliveries.get(i));
    }
  }

  private void check(String path, Delivery delivery) {
    at = path;
    findings.unique(path + ".name", delivery.name(), names);
    String target = delivery.target().dispatch(this);
    if (!targets.add(target)) {
      findings.invalid(path, "two deliveries go to " + target, "give each a place of its own");
    }
    mode("mode", delivery.access().fileMode());
    mode("folder_mode", delivery.access().folderMode());
    Delivery.Reload reload = delivery.reload();
    if (reload != null) {
      reload.command().check(findings, path + ".reload.command");
      findings.between(path + ".reload.timeout", reload.timeout(), Delivery.Reload.TIMEOUT);
    }
  }

  private void mode(String key, int mode) {
    if (!FileAccess.MODES.holds(mode)) {
      findings.invalid(
          at + "." + key,
          FileAccess.octal(mode) + " is no mode that files may have",
          "use 0000 to 03777: no set-user-id");
    }
  }

  @Override
  public String folder(Delivery.Folder folder) {
    place(".folder.directory", folder.directory());
    findings.size(at + ".folder.paths", folder.paths().size(), PATTERNS);
    folder.paths().forEach(pattern -> findings.weigh(pattern.value()));
    return folder.directory().value();
  }

  @Override
  public String file(Delivery.SingleFile file) {
    place(".file.path", file.file());
    findings.weigh(file.path().value());
    if (!file.path().literal()) {
      findings.invalid(
          at + ".file.value", "'" + file.path() + "' is not one path", "name one, without '*'");
    }
    return file.file().value();
  }

  /** Its last part is a name, and it leads nowhere else than it says. */
  private void place(String key, AbsolutePath path) {
    path.check(findings, at + key);
    for (String part : path.value().substring(1).split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        findings.invalid(
            at + key,
            "'" + Findings.shown(path.value()) + "' is no plain path",
            "leave out '.', '..', double slashes and the slash at the end; '/' is none");
        return;
      }
    }
  }
}
