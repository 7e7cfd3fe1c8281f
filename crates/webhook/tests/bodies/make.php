<?php
// Writes the bodies beside this file with PHP itself, since PHP is what amoCRM speaks:
//   php crates/webhook/tests/bodies/make.php
// They are committed: the tests need no PHP.

function body(array $settings, array $more = []): array
{
    return [
        'event' => [
            'type' => 15,
            'type_code' => 'lead_appeared_in_status',
            'data' => [
                'id' => 7,
                'element_type' => 2,
                'status_id' => 5,
                'pipeline_id' => 3,
                'direction_of_movement' => 'went_to_trigger',
            ],
            'time' => 1700000000,
        ],
        'action' => ['settings' => ['widget' => ['settings' => $settings]]],
        'subdomain' => 'example',
        'account_id' => 123,
    ] + $more;
}

$hostile = "  \"quotes\" 'single' <b>&amp;</b> </textarea><script>\n"
    . "100%25 %zz + a+b=c&d;e [x][] {{lead.name}} {% raw %} {{{x}}}\r\n"
    . "\t\u{1F469}\u{200D}\u{1F467} \u{0} \u{2028} \u{FEFF} \u{FFFD} \u{10FFFF} e\u{301} \u{202E}rtl\\n \\u0041\n ";

$bodies = [
    'hostile' => body(['message' => $hostile]),
    'values' => body([
        'message' => 'x',
        'yes' => true,
        'no' => false,
        'none' => null,
        'number' => 42,
        'list' => ['a', 'b'],
        'nested' => ['deep' => ['er' => '1']],
        'empty' => [],
    ]),
    'older' => body([], ['amouser' => 'user@example.com', 'amohash' => 'c123ae456cd7891246bffb1e654abb9d']),
];
unset($bodies['older']['subdomain'], $bodies['older']['account_id']);

foreach ($bodies as $name => $fields) {
    file_put_contents(__DIR__ . "/$name.form", http_build_query($fields));
    file_put_contents(__DIR__ . "/$name.json", json_encode($fields));
}
