package io.quorate.replica.declaration;

import io.quorate.core.declaration.AbsolutePath;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.declaration.FileAccess;
import io.quorate.core.declaration.PathPattern;
import io.quorate.v1.FileTarget;
import io.quorate.v1.FolderTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Deliveries of a configuration to files. */
final class DeliveryMessages {
  private static final AbsolutePath NOWHERE = new AbsolutePath("/nowhere");

  private DeliveryMessages() {}

  static List<Delivery> read(MessageFields fields, List<io.quorate.v1.Delivery> messages) {
    List<Delivery> deliveries = new ArrayList<>();
    for (io.quorate.v1.Delivery message : messages) {
      deliveries.add(read(fields, "deliveries[" + deliveries.size() + "]", message));
    }
    return deliveries;
  }

  private static Delivery read(MessageFields fields, String path, io.quorate.v1.Delivery message) {
    return new Delivery(
        fields.values().name(path + ".name", message.getName()),
        target(fields, path, message),
        new FileAccess(
            fields.values().runAs(path, message.getUser(), message.getGroup()),
            fields.values().mode(path + ".mode", message.getMode(), FileAccess.DEFAULT.fileMode()),
            fields
                .values()
                .mode(
                    path + ".folder_mode",
                    message.getFolderMode(),
                    FileAccess.DEFAULT.folderMode())),
        message.hasReload() ? reload(fields, path + ".reload", message.getReload()) : null);
  }

  private static Delivery.Target target(
      MessageFields fields, String path, io.quorate.v1.Delivery message) {
    return switch (message.getTargetCase()) {
      case FOLDER ->
          new Delivery.Folder(
              place(fields, path + ".folder.directory", message.getFolder().getDirectory()),
              fields.values().patterns(path + ".folder.paths", message.getFolder().getPathsList()));
      case FILE ->
          new Delivery.SingleFile(
              place(fields, path + ".file.path", message.getFile().getPath()),
              fields.values().pattern(path + ".file.value", message.getFile().getValue()));
      case TARGET_NOT_SET -> {
        fields.findings().invalid(path, "says not where to", "give it a folder or a file");
        yield new Delivery.Folder(NOWHERE, List.of());
      }
    };
  }

  private static AbsolutePath place(MessageFields fields, String path, String text) {
    if (text.isEmpty()) {
      fields.findings().invalid(path, "is missing", "name an absolute path");
      return NOWHERE;
    }
    return Objects.requireNonNullElse(fields.values().folder(path, text), NOWHERE);
  }

  private static Delivery.Reload reload(
      MessageFields fields, String path, io.quorate.v1.Reload message) {
    return new Delivery.Reload(
        fields.values().program(path + ".command", message.getCommandList()),
        fields.duration(
            path + ".timeout",
            message.hasTimeout() ? message.getTimeout() : null,
            Delivery.Reload.DEFAULT_TIMEOUT,
            Delivery.Reload.TIMEOUT),
        fields.values().runAs(path, message.getUser(), message.getGroup()));
  }

  static io.quorate.v1.Delivery of(Delivery delivery) {
    io.quorate.v1.Delivery.Builder message =
        io.quorate.v1.Delivery.newBuilder()
            .setName(delivery.name())
            .setUser(delivery.access().owner().user())
            .setGroup(delivery.access().owner().group())
            .setMode(FileAccess.octal(delivery.access().fileMode()))
            .setFolderMode(FileAccess.octal(delivery.access().folderMode()));
    Delivery.@Nullable Reload reload = delivery.reload();
    if (reload != null) {
      message.setReload(
          io.quorate.v1.Reload.newBuilder()
              .addAllCommand(reload.command().line())
              .setTimeout(MessageFields.message(reload.timeout()))
              .setUser(reload.runAs().user())
              .setGroup(reload.runAs().group()));
    }
    return delivery.target().dispatch(new Writer(message));
  }

  private record Writer(io.quorate.v1.Delivery.Builder message)
      implements Delivery.Cases<io.quorate.v1.Delivery> {

    @Override
    public io.quorate.v1.Delivery folder(Delivery.Folder folder) {
      return message
          .setFolder(
              FolderTarget.newBuilder()
                  .setDirectory(folder.directory().value())
                  .addAllPaths(folder.paths().stream().map(PathPattern::value).toList()))
          .build();
    }

    @Override
    public io.quorate.v1.Delivery file(Delivery.SingleFile file) {
      return message
          .setFile(
              FileTarget.newBuilder().setPath(file.file().value()).setValue(file.path().value()))
          .build();
    }
  }
}
