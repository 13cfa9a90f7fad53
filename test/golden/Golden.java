import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.protocol.types.RawTaggedField;

/**
 * Prints golden.json: each message of fixtures.json in each of its versions, as Kafka's own classes encode it, beside the
 * value that they read back from those bytes. Responses of flexible versions come a second time with unknown tagged
 * fields in every other structure. With the jars of org.apache.kafka:kafka_2.13:4.3.0 in LIB:
 *
 *   java -Dfile.encoding=UTF-8 -cp 'LIB/*' Golden.java fixtures.json > golden.json
 *
 * In fixtures.json "name@4-9" or "name@4-" is a field of these versions only.
 */
public class Golden {
    private static final List<String> LINES = new ArrayList<>();
    private static int structures;

    public static void main(String[] arguments) throws Exception {
        for (JsonNode fixture : new ObjectMapper().readTree(new File(arguments[0]))) {
            String[] range = fixture.get("versions").asText().split("-");
            for (short version = Short.parseShort(range[0]); version <= Short.parseShort(range[1]); version++) emit(fixture, version);
        }
        System.out.write(("[\n" + String.join(",\n", LINES) + "\n]\n").getBytes("UTF-8"));
        System.out.flush();
    }

    private static void emit(JsonNode fixture, short version) throws Exception {
        String kind = fixture.get("kind").asText();
        String api = fixture.get("api").asText();
        boolean blob = kind.equals("blob");
        String suffix = blob ? "" : kind.equals("request") ? "RequestData" : "ResponseData";
        Class<?> type = Class.forName("org.apache.kafka.common.message." + api + suffix);
        Message message = read(type, forVersion(fixture.get("value"), version), version);
        add(fixture, version, message, "");
        if (!kind.equals("response")) return;
        structures = 0;
        tag(message);
        try {
            add(fixture, version, message, ", tagged");
        } catch (UnsupportedVersionException notFlexible) {
            return;
        }
    }

    private static void add(JsonNode fixture, short version, Message message, String suffix) throws Exception {
        ByteBuffer buffer = fixture.get("kind").asText().equals("blob")
            ? MessageUtil.toVersionPrefixedByteBuffer(version, message)
            : MessageUtil.toByteBufferAccessor(message, version).buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        Message readBack = message.getClass().getDeclaredConstructor().newInstance();
        ByteBuffer body = ByteBuffer.wrap(bytes);
        if (fixture.get("kind").asText().equals("blob")) body.getShort();
        readBack.read(new ByteBufferAccessor(body), version);
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.set("api", fixture.get("api"));
        line.put("version", version);
        line.set("kind", fixture.get("kind"));
        line.put("name", fixture.get("name").asText() + suffix);
        line.put("hex", HexFormat.of().formatHex(bytes));
        line.set("value", (JsonNode) converter(message.getClass()).getMethod("write", message.getClass(), short.class).invoke(null, readBack, version));
        LINES.add(line.toString());
    }

    private static Message read(Class<?> type, JsonNode value, short version) throws Exception {
        return (Message) converter(type).getMethod("read", JsonNode.class, short.class).invoke(null, value, version);
    }

    private static Class<?> converter(Class<?> type) throws Exception {
        return Class.forName(type.getName() + "JsonConverter");
    }

    private static JsonNode forVersion(JsonNode value, short version) {
        if (value instanceof ArrayNode array) {
            ArrayNode kept = array.arrayNode();
            for (JsonNode element : array) kept.add(forVersion(element, version));
            return kept;
        }
        if (!(value instanceof ObjectNode object)) return value;
        ObjectNode kept = object.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String[] parts = field.getKey().split("@");
            String[] range = parts.length == 1 ? new String[] {"0"} : parts[1].split("-");
            int last = range.length == 1 ? Short.MAX_VALUE : Integer.parseInt(range[1]);
            if (version >= Integer.parseInt(range[0]) && version <= last) kept.set(parts[0], forVersion(field.getValue(), version));
        }
        return kept;
    }

    private static void tag(Object value) throws Exception {
        if (value instanceof Iterable<?> elements) {
            for (Object element : elements) tag(element);
        } else if (value instanceof Message message) {
            if (structures++ % 2 == 0) {
                message.unknownTaggedFields().add(new RawTaggedField(100, new byte[] {1, 2, 3}));
                message.unknownTaggedFields().add(new RawTaggedField(70000, new byte[0]));
            }
            for (Field field : message.getClass().getDeclaredFields()) {
                if (field.getName().startsWith("_") || field.getType().isPrimitive() || java.lang.reflect.Modifier.isStatic(field.getModifiers())) continue;
                field.setAccessible(true);
                tag(field.get(message));
            }
        }
    }
}
