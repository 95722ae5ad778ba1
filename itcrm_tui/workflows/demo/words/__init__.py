"""What the sample organization is made of, as data: names, business units, services and what people say."""
