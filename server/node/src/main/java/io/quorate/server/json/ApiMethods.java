package io.quorate.server.json;

import com.google.protobuf.Descriptors;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The calls of the package {@code quorate.v1}, by service and method. */
final class ApiMethods {
  private static final String PACKAGE = "quorate.v1";

  private final Map<String, ApiMethod> byName = new TreeMap<>();

  /** Those of the services. */
  ApiMethods(List<ServiceDescriptor> services) {
    for (ServiceDescriptor service : services) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema) {
          Descriptors.MethodDescriptor described = schema.getMethodDescriptor();
          if (described.getFile().getPackage().equals(PACKAGE)) {
            ApiMethod found = new ApiMethod(ofMessages(method), described);
            byName.put(found.name(), found);
          }
        }
      }
    }
  }

  @SuppressWarnings("unchecked") // what protoc describes has messages at both ends
  private static MethodDescriptor<Message, Message> ofMessages(MethodDescriptor<?, ?> method) {
    return (MethodDescriptor<Message, Message>) method;
  }

  /** By its name, {@code SERVICE/METHOD}. */
  Optional<ApiMethod> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All, in the order of their names. */
  Collection<ApiMethod> all() {
    return byName.values();
  }

  /** The calls that take one of what the requests of a stream are made of. */
  List<String> insteadOf(ApiMethod stream) {
    Collection<String> parts = new TreeSet<>();
    collect(stream.described().getInputType(), parts);
    List<String> names = new ArrayList<>();
    for (ApiMethod one : all()) {
      if (!one.takesStream() && parts.contains(one.described().getInputType().getFullName())) {
        names.add(one.name());
      }
    }
    return names;
  }

  private static void collect(Descriptors.Descriptor message, Collection<String> into) {
    for (Descriptors.FieldDescriptor field : message.getFields()) {
      if (field.getJavaType() == Descriptors.FieldDescriptor.JavaType.MESSAGE
          && into.add(field.getMessageType().getFullName())) {
        collect(field.getMessageType(), into);
      }
    }
  }
}
